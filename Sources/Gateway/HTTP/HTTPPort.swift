/// The one way to a gateway: a request in, a response out. The embedded sandbox answers in process; a live gateway is
/// reached over the network. Both pass the same contract test.
public protocol HTTPPort: Sendable {
  /// What results call the gateway: `sandbox`, or the host of a live one.
  var name: String { get }

  /// Sends one request and waits for its whole response, whatever its status is.
  /// - Throws: `HTTPFailure` when there is no complete response.
  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse
}
