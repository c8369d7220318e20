/// Why there is no complete response. Says nothing that the other side sent, and holds no secret.
public struct HTTPClientError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What kind of failure: an open set.
  public struct Code: Hashable, Sendable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The system has no libcurl; the message names the package to install.
    public static let libraryMissing = Self(rawValue: "library_missing")
    /// The request can't be sent as it is: a header field would break out of its line.
    public static let invalidRequest = Self(rawValue: "invalid_request")
    /// No connection: the name is unknown, nobody listens, a proxy refuses, the TLS handshake fails.
    public static let unreachable = Self(rawValue: "unreachable")
    /// The server's certificate isn't trusted, or the certificate authorities can't be read.
    public static let certificate = Self(rawValue: "certificate")
    public static let timedOut = Self(rawValue: "timed_out")
    /// The connection ended before the response did.
    public static let cutOff = Self(rawValue: "cut_off")
    /// The response is larger than is taken.
    public static let tooLarge = Self(rawValue: "too_large")
    /// The reply isn't HTTP.
    public static let malformed = Self(rawValue: "malformed")
    public static let cancelled = Self(rawValue: "cancelled")
    /// The library failed in what should have worked, as it does without memory.
    public static let failed = Self(rawValue: "failed")
  }

  public let code: Code
  /// A sentence without its full stop.
  public let message: String
  /// False only when the request certainly never reached the server.
  public let mayHaveArrived: Bool

  init(_ code: Code, _ message: String, mayHaveArrived: Bool) {
    self.code = code
    self.message = message
    self.mayHaveArrived = mayHaveArrived
  }

  public var description: String { message }
}

extension HTTPClientError {
  static func libraryMissing(_ name: String?) -> HTTPClientError {
    #if os(Linux)
      let advice = "install the package libcurl4 or libcurl4t64 (Debian, Ubuntu), libcurl (Fedora)"
    #else
      let advice = "it is part of the system"
    #endif
    return HTTPClientError(
      .libraryMissing, "\(name ?? "libcurl") 7.68 or newer can't be loaded; \(advice)", mayHaveArrived: false)
  }

  static func invalidRequest(_ message: String) -> HTTPClientError {
    HTTPClientError(.invalidRequest, message, mayHaveArrived: false)
  }

  static func cancelled(mayHaveArrived: Bool) -> HTTPClientError {
    HTTPClientError(.cancelled, "the request was cancelled", mayHaveArrived: mayHaveArrived)
  }

  static let noMemory = HTTPClientError(.failed, "libcurl has no memory", mayHaveArrived: false)
}
