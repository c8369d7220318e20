/// Why the gateway didn't do what was asked.
public struct GatewayError: Error, Sendable, Equatable {
  /// A stable name, the same in every interface. An open set: compare, don't switch.
  public struct Code: Sendable, Hashable {
    public let name: String
    public init(name: String) { self.name = name }

    public static let unauthenticated = Code(name: "unauthenticated")
    public static let permissionDenied = Code(name: "permission_denied")
    public static let managementKeyRequired = Code(name: "management_key_required")
    public static let notFound = Code(name: "not_found")
    public static let rateLimited = Code(name: "rate_limited")
    public static let insufficientCredits = Code(name: "insufficient_credits")
    public static let paymentMethodRequired = Code(name: "payment_method_required")
    public static let termsNotAccepted = Code(name: "tos_acceptance_required")
    public static let conflict = Code(name: "conflict")
    public static let invalidRequest = Code(name: "invalid_request")
    public static let gatewayUnavailable = Code(name: "gateway_unavailable")
    public static let gatewayError = Code(name: "gateway_error")
    public static let invalidResponse = Code(name: "invalid_response")
    public static let missingLibrary = Code(name: "missing_library")
  }

  public let code: Code
  /// In our own words. Text of the gateway appears in it only cleaned, capped and in quotation marks.
  public let message: String
  /// What a person could do about it; nil when there is nothing general to say.
  public let hint: String?
  /// Whether the same request may succeed later without anything being changed.
  public let retryable: Bool
  /// How long the gateway asks to wait, in milliseconds.
  public let retryAfterMs: Int?
  /// The HTTP status, or the number in an error body that came with status 200.
  public let status: Int?
  /// False when the gateway certainly did nothing: it refused the request, or never got it.
  public let mayHaveTakenEffect: Bool

  public init(
    _ code: Code, _ message: String, hint: String? = nil, retryable: Bool = false, retryAfterMs: Int? = nil,
    status: Int? = nil, mayHaveTakenEffect: Bool = false
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.retryable = retryable
    self.retryAfterMs = retryAfterMs
    self.status = status
    self.mayHaveTakenEffect = mayHaveTakenEffect
  }
}

extension GatewayError {
  public static func invalidRequest(_ message: String) -> GatewayError {
    GatewayError(.invalidRequest, message)
  }

  /// A reply that isn't what the API describes. What was asked may have been done all the same.
  static func invalidResponse(_ message: String, status: Int? = nil) -> GatewayError {
    GatewayError(
      .invalidResponse, message, hint: checkAddress, status: status, mayHaveTakenEffect: true)
  }

  static func managementKeyRequired(_ call: String, status: Int? = nil) -> GatewayError {
    GatewayError(
      .managementKeyRequired, "\(call) needs a management key; an API key can't be used for it.",
      hint: "Give a management key by file or environment.", status: status)
  }

  init(_ failure: HTTPFailure, to call: String) {
    let meaning = Self.meaning(of: failure.code)
    self.init(
      meaning.code, "\(call) got no complete reply: \(failure.message)", hint: meaning.hint,
      retryable: meaning.retryable, mayHaveTakenEffect: failure.mayHaveArrived)
  }

  typealias Meaning = (code: Code, retryable: Bool, hint: String?)

  static let checkAddress = "Check that the gateway's address is that of a ModelGates API."

  private static func meaning(of code: HTTPFailure.Code) -> Meaning {
    switch code {
    case .unreachable:
      (
        .gatewayUnavailable, true,
        "Check the network, the gateway's address, and the proxy if there is one (HTTPS_PROXY)."
      )
    case .timedOut, .cutOff: (.gatewayUnavailable, true, "Try again in a moment.")
    case .cancelled: (.gatewayUnavailable, true, nil)
    case .certificate:
      (
        .gatewayUnavailable, false,
        "For a certificate authority of one's own, name its file (--ca-file, SSL_CERT_FILE)."
      )
    case .tooLarge, .malformed, .redirected:
      (.invalidResponse, false, checkAddress)
    case .invalidRequest: (.invalidRequest, false, "Check the file or the variable that the credential comes from.")
    case .libraryMissing: (.missingLibrary, false, "Install it, then try again; the embedded sandbox works without it.")
    default: (.gatewayUnavailable, false, "See the gateway's address, and try again.")
    }
  }
}
