import JSON
import Projects

struct OpenDashboard: Operation {
  static let name = "open_dashboard"
  static let title = "Open dashboard"
  static let summary = "Gives an address of the provider's dashboard: short-lived, for the user to open."
  static let effect = Effect.reads
  static let command = Command("open", group: .keys, examples: ["modelgates open modelgates --print"])

  @Field("Default: the only one.", [.positional, .length(0...200)]) var provider: String?
  @Field("Print the address, but don't open it.", [.commandLineOnly]) var print: Bool = false

  typealias Output = AddressReport

  func run(in context: OperationContext) async throws -> Outcome<AddressReport> {
    let outcome = try await context.project.dashboard(of: provider)
    return print ? outcome : context.showing(outcome)
  }
}
