/// The request line and the header fields of an HTTP/1.1 request that passed the strict reading of RFC 9112.
public struct RequestHead: Sendable, Equatable {
  /// A token, case-sensitive: `GET`, `POST`.
  public let method: String
  /// The target's path as it was sent, beginning with a slash; percent-encoding is left alone.
  public let path: String
  /// What follows the first `?` of the target, or nil.
  public let query: String?
  /// The value of `Host`: there is exactly one.
  public let host: String
  public let fields: HTTPFields

  public init(method: String, path: String, query: String? = nil, host: String, fields: HTTPFields = HTTPFields()) {
    self.method = method
    self.path = path
    self.query = query
    self.host = host
    self.fields = fields
  }
}

/// A whole request.
public struct IncomingRequest: Sendable, Equatable {
  public let head: RequestHead
  public let body: [UInt8]

  public init(head: RequestHead, body: [UInt8] = []) {
    self.head = head
    self.body = body
  }
}
