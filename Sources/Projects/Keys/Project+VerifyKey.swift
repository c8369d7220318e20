public import Gateway
public import JSON

/// Whether a key works.
public struct VerifyKeyReport: Record {
  @Field("Local name in the project.") public var service: String
  @Field("The gateway accepts the key.") public var works: Bool
  @Field("First 12 hex digits of the key's SHA-256.") public var keyFingerprint: String
  @Field("sandbox, or the gateway's host.") public var gateway: String
  @Field("Model that was called.") public var model: String?
  @Field("What it answered.") public var reply: String?
  @Field("Tokens of question and answer.") public var tokens: Int?
  @Field("What that cost in USD.") public var cost: USD?

  public init() {}
}

extension Project {
  /// The most tokens that an answer may have.
  private static let replyTokens = 16
  private static let replyLength = 200

  /// Whether calling a model costs nothing: its id ends in `:free`, or it has no prices.
  /// - Throws: `not_found` for a model that there isn't.
  public func isFree(_ model: String) async throws(ProjectError) -> Bool {
    if model.hasSuffix(":free") { return true }
    let found = try await ProjectError.asking { () async throws(GatewayError) in try await gateway.model(id: model) }
    return found.isFree
  }

  /// Asks the gateway whether a service's key works, and with a model calls that one, too, with a few tokens.
  /// - Parameters:
  ///   - reference: A local name, `provider/service` or a provider; nil for the only service.
  ///   - confirmsPaid: Whether the user has agreed to pay for the call.
  /// - Throws: `unauthenticated` for a key that is refused, `confirmation_required` for a model that costs money.
  public func verifyKey(
    _ reference: String? = nil, model: String? = nil, confirmsPaid: Bool = false
  ) async throws(ProjectError) -> Outcome<VerifyKeyReport> {
    let service = try named(reference, in: loadState())
    try requireGateway(of: service)
    guard let key = try keys.current(service.name) else { throw .keyNotInVault(service.name.text) }
    _ = try await ProjectError.asking { () async throws(GatewayError) in try await gateway.keyInfo(key: key) }
    var report = VerifyKeyReport()
    report.service = service.name.text
    report.works = true
    report.keyFingerprint = service.fingerprint
    report.gateway = gateway.name
    if let model {
      if !confirmsPaid {
        guard try await isFree(model) else { throw .paidModel(model) }
      }
      try await call(model, key, &report)
    }
    return Outcome(report)
  }

  private func call(_ model: String, _ key: Secret, _ report: inout VerifyKeyReport) async throws(ProjectError) {
    let completion = try await ProjectError.asking { () async throws(GatewayError) in
      try await gateway.complete(
        model: model, messages: [ChatMessage(.user, "Say hello.")], maxTokens: Self.replyTokens, key: key)
    }
    report.model = completion.model.text
    report.reply = GatewayText(completion.text.text, limit: Self.replyLength).text
    let tokens = [completion.promptTokens, completion.completionTokens].compactMap { $0 }
    report.tokens =
      tokens.isEmpty ? nil : tokens.reduce(0) { sum, count in sum.addingReportingOverflow(count).partialValue }
    report.cost = completion.cost
  }
}

extension ProjectError {
  public static func paidModel(_ model: String) -> ProjectError {
    ProjectError(
      .confirmationRequired,
      "Calling \(GatewayText(model, limit: 100)) costs money, and the user hasn't agreed to that.",
      hint: "Ask the user; then pass confirm_paid (--confirm-paid-service). Models whose id ends in :free cost nothing."
    )
  }
}
