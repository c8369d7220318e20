import Projects

/// A yes that an operation needs. There are three kinds, and one never implies another.
public struct Consent: Sendable, Equatable {
  /// The input field that gives it: `confirm`.
  public let argument: String
  /// The command line flag that gives it: `--yes`.
  public let flag: String

  /// To take away or replace something.
  static let destruction = Consent(argument: "confirm", flag: "--yes")
  /// To spend money.
  static let payment = Consent(argument: "confirm_paid", flag: "--confirm-paid-service")
  /// To accept a provider's terms.
  static let terms = Consent(argument: "accept_tos", flag: "--accept-tos")
}

/// Whoever can be asked for a consent: the user behind an MCP client, or a person at a terminal.
public protocol ConsentAsker: Sendable {
  /// How whoever called gives a consent with the call: `"confirm": true`, `--yes`.
  func spelling(of consent: Consent) -> String
  /// Whether who is asked is who called: not the user of an agent.
  var asksCaller: Bool { get }
  /// Whether there is somebody to be asked.
  var canAsk: Bool { get }
  /// Nil when nobody can be asked.
  func ask(_ consent: Consent, _ question: String) async throws -> Bool?
}

extension OperationContext {
  /// Whether a consent is there, or can be had: what a dry run goes by.
  func hasOrCanAsk(_ given: Bool) -> Bool { given || asker.canAsk }

  /// Does something for which a provider may want its terms accepted. Only the provider knows whether it does, so it is tried
  /// first; what is refused has changed nothing.
  func acceptingTerms<Result: Sendable>(
    given: Bool, _ body: (_ isAccepted: Bool) async throws -> Result
  ) async throws -> Result {
    do {
      return try await body(given)
    } catch let error as ProjectError where error.code == .termsNotAccepted && !given {
      try await require(.terms, given: false, "\(error.message) Accept them?")
      return try await body(true)
    }
  }

  /// Goes on only with a consent: given in the input already, or asked for now.
  /// - Throws: `confirmation_required` when nobody can be asked, `consent_refused` on a no. Nothing has been changed then.
  func require(_ consent: Consent, given: Bool, _ question: String) async throws {
    if given { return }
    switch try await asker.ask(consent, question) {
    case true?: return
    case false?: throw ProjectError.consentRefused(asker.asksCaller ? nil : question)
    case nil: throw ProjectError.confirmationRequired(question, spelling: asker.spelling(of: consent))
    }
  }
}
