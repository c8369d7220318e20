/// The request line and the header fields of an HTTP/1.1 request that passed the strict reading of RFC 9112.
///
/// The strings are made when they are asked for.
public struct RequestHead: Sendable {
  /// Their bytes also hold the rest of the head.
  public let fields: HTTPFields
  private let line: RequestLine
  private let hostPlace: Range<Int>

  public init(method: String, path: String, query: String? = nil, host: String, fields: HTTPFields = HTTPFields()) {
    var fields = fields
    let target = RequestTarget(path: fields.keep(path), query: query.map { fields.keep($0) })
    self.line = RequestLine(method: fields.keep(method), target: target)
    self.hostPlace = fields.keep(host)
    self.fields = fields
  }

  /// - Parameters:
  ///   - line: places in the bytes of `fields`, as `host`.
  init(line: RequestLine, host: Range<Int>, fields: HTTPFields) {
    self.line = line
    self.hostPlace = host
    self.fields = fields
  }

  /// A token, case-sensitive: `GET`, `POST`.
  public var method: String { fields.string(line.method) }

  /// The target's path as it was sent, beginning with a slash; percent-encoding is left alone. Of `OPTIONS *`, the asterisk.
  public var path: String { line.target.path.isEmpty ? "/" : fields.string(line.target.path) }

  /// What follows the first `?` of the target, or nil.
  public var query: String? { line.target.query.map { fields.string($0) } }

  /// The value of `Host`: there is exactly one. Empty if a request of HTTP/1.0 has none.
  public var host: String { fields.string(hostPlace) }
}

extension RequestHead: Equatable {
  public static func == (left: RequestHead, right: RequestHead) -> Bool {
    left.method == right.method && left.path == right.path && left.query == right.query && left.host == right.host
      && left.fields == right.fields
  }
}
