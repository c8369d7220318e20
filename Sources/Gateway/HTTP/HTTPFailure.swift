/// Why there is no complete response.
public struct HTTPFailure: Error, Sendable, Equatable {
  public struct Code: Sendable, Equatable {
    public let name: String
    public static let unreachable = Code(name: "unreachable")
    public static let timedOut = Code(name: "timed_out")
    public static let cutOff = Code(name: "cut_off")
    public static let tooLarge = Code(name: "too_large")
    public static let certificate = Code(name: "certificate")
    public static let redirected = Code(name: "redirected")
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
