import JSON
import Projects

struct AddBilling: Operation {
  static let name = "add_billing"
  static let title = "Add billing"
  static let summary = "Gives an address to add or change the payment method: short-lived, for the user to open."
  static let effect = Effect.writes
  static let command = Command("billing add", group: .keys, examples: ["modelgates billing add --print"])

  @Field("Print the address, but don't open it.", [.commandLineOnly]) var print: Bool = false

  typealias Output = AddressReport

  func run(in context: OperationContext) async throws -> Outcome<AddressReport> {
    let outcome = try await context.project.billingAddress()
    return print ? outcome : context.showing(outcome)
  }
}
