/// The request line and the header fields of an HTTP/1.1 request that passed the strict reading of RFC 9112.
///
/// The strings are made when they are asked for.
public struct RequestHead: Sendable {
  private final class Parts: Sendable {
    let fields: HTTPFields
    let line: RequestLine
    let host: Range<Int>

    init(line: RequestLine, host: Range<Int>, fields: HTTPFields) {
      self.line = line
      self.host = host
      self.fields = fields
    }
  }
  private let parts: Parts

  public init(method: String, path: String, query: String? = nil, host: String, fields: HTTPFields = HTTPFields()) {
    var fields = fields
    let target = RequestTarget(path: fields.keep(path), query: query.map { fields.keep($0) })
    let line = RequestLine(method: fields.keep(method), target: target)
    self.init(line: line, host: fields.keep(host), fields: fields)
  }

  /// - Parameters:
  ///   - line: places in the bytes of `fields`, as `host`.
  init(line: RequestLine, host: Range<Int>, fields: HTTPFields) {
    parts = Parts(line: line, host: host, fields: fields)
  }

  /// Their bytes also hold the rest of the head.
  public var fields: HTTPFields { parts.fields }

  /// A token, case-sensitive: `GET`, `POST`.
  public var method: String { fields.string(parts.line.method) }

  /// The target's path as it was sent, beginning with a slash; percent-encoding is left alone. Of `OPTIONS *`, the asterisk.
  public var path: String { parts.line.target.path.isEmpty ? "/" : fields.string(parts.line.target.path) }

  /// What follows the first `?` of the target, or nil.
  public var query: String? { parts.line.target.query.map { fields.string($0) } }

  /// The value of `Host`: there is exactly one. Empty if a request of HTTP/1.0 has none.
  public var host: String { fields.string(parts.host) }
}

extension RequestHead: Equatable {
  public static func == (left: RequestHead, right: RequestHead) -> Bool {
    left.method == right.method && left.path == right.path && left.query == right.query && left.host == right.host
      && left.fields == right.fields
  }
}
