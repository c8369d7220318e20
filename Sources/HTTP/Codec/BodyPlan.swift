/// What the head of a request says about its body and its connection.
struct BodyPlan: Equatable {
  enum Length: Equatable {
    case none
    /// `Content-Length`, within the limit.
    case known(Int)
    case chunked
  }

  var length: Length
  /// The client waits for `100 Continue` before it sends the body (RFC 9110 section 10.1.1). Never without a body or in HTTP/1.0.
  var expectsContinue: Bool
  /// Another request may follow on the connection (RFC 9112 section 9.3).
  var keepsAlive: Bool
  /// The client knows no chunked coding, and closes unless it is told `Connection: keep-alive`.
  var isHTTP10: Bool
}
