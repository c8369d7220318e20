/// Why there is no complete response.
public struct HTTPFailure: Error, Sendable, Equatable {
  public struct Code: Sendable, Equatable {
    public let name: String
    public static let unreachable = Code(name: "unreachable")
    public static let timedOut = Code(name: "timed_out")
    public static let cutOff = Code(name: "cut_off")
    public static let tooLarge = Code(name: "too_large")
    /// The reply isn't HTTP.
    public static let malformed = Code(name: "malformed")
    public static let certificate = Code(name: "certificate")
    public static let redirected = Code(name: "redirected")
    public static let cancelled = Code(name: "cancelled")
    /// The request, or the credential in it, can't be sent.
    public static let invalidRequest = Code(name: "invalid_request")
    /// The system lacks the library that sends requests; the message names the package.
    public static let libraryMissing = Code(name: "library_missing")
    public static let unavailable = Code(name: "unavailable")
  }

  public let code: Code
  /// In our own words, without anything that the other side sent.
  public let message: String
  /// False only when the request certainly never reached the gateway, so that repeating it can't do its work twice.
  public let mayHaveArrived: Bool

  public init(_ code: Code, _ message: String, mayHaveArrived: Bool) {
    self.code = code
    self.message = message
    self.mayHaveArrived = mayHaveArrived
  }
}
