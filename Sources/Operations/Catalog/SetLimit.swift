import Gateway
import JSON
import Projects

struct SetLimit: Operation {
  static let name = "set_limit"
  static let title = "Set limit"
  static let summary = """
    Limits what a service's key may spend: in all, or each day, week or month; none takes the limit away.
    """
  static let effect = Effect.writes
  static let command = Command(
    "limit",
    group: .keys,
    examples: ["modelgates limit modelgates/api 20 --reset monthly", "modelgates limit modelgates-api none"])

  @Field("Local name or provider/service.", [.positional, .length(0...200), .naming(.service)]) var service: String
  @Field("USD, or none.", [.positional]) var limit: LimitAmount
  @Field("Default: never.") var reset: ResetInterval?
  @Field("Only list blockers.") var dryRun: Bool = false

  typealias Output = SetLimitReport

  func run(in context: OperationContext) async throws -> Outcome<SetLimitReport> {
    let limit = try limit.amount.map { try SpendingLimit($0, reset: reset?.interval) }
    if dryRun { return try await context.project.checkLimit(service, to: limit) }
    context.report("Setting the limit of \(service)")
    return try await context.project.setLimit(service, to: limit)
  }
}

/// An amount of dollars as a number or as text, or the word for no limit.
struct LimitAmount: FieldValue {
  /// Nil for no limit.
  let amount: USD?

  static var schema: Schema { .any }

  init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    let expected = "dollars such as 20 or 2.50, or none"
    guard case .string(let text) = json else {
      do throws(FieldError) {
        amount = try USD(json: json, unknownMembers: unknownMembers)
      } catch {
        throw FieldError(expected: expected, found: json)
      }
      return
    }
    if text == "none" {
      amount = nil
    } else {
      guard let dollars = USD(text.hasPrefix("$") ? String(text.dropFirst()) : text) else {
        throw FieldError(expected: expected, found: json)
      }
      amount = dollars
    }
  }

  func write(to writer: inout JSONWriter) {
    if let amount { amount.write(to: &writer) } else { writer.value("none") }
  }
}
