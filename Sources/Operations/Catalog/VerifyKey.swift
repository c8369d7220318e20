import JSON
import Projects

struct VerifyKey: Operation {
  static let name = "verify_key"
  static let title = "Verify key"
  static let summary = """
    Asks the gateway whether the project's key works; with a model, calls it with a few tokens, too.
    """
  static let effect = Effect.spends
  static let command = Command(
    "verify", group: .keys, examples: ["modelgates verify", "modelgates verify --model minimax/minimax-m2.5:free"])

  @Field("Default: the only one.", [.positional, .length(0...200), .naming(.service)]) var service: String?
  @Field("Call this model, too.", [.length(1...200), .naming(.model)]) var model: String?
  @Field("The user agreed to pay.", [.flag("confirm-paid-service")]) var confirmPaid: Bool = false

  typealias Output = VerifyKeyReport

  func run(in context: OperationContext) async throws -> Outcome<VerifyKeyReport> {
    let name = try context.project.localName(of: service)
    var isPaid = false
    if let model, try await !context.project.isFree(model) {
      try await context.require(
        .payment, given: confirmPaid, "Call \(model) to verify the key of \(name)? That costs a little.")
      isPaid = true
    }
    context.report("Verifying the key of \(name)")
    return try await context.project.verifyKey(name, model: model, confirmsPaid: isPaid)
  }
}
