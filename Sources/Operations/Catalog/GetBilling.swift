import JSON
import Projects

struct GetBilling: Operation {
  static let name = "get_billing"
  static let title = "Get billing"
  static let summary = "Shows whether a payment method is on file: the paid plan needs one."
  static let effect = Effect.reads
  static let command = Command("billing show", alias: "billing", group: .keys, examples: ["modelgates billing show"])

  typealias Output = BillingReport

  func run(in context: OperationContext) async throws -> Outcome<BillingReport> { try await context.project.billing() }
}
