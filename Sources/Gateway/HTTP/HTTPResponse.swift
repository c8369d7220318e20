/// A gateway's complete response. The body may hold a secret (a key just minted), so it isn't printed.
public struct HTTPResponse: Sendable {
  public let status: Int
  public let fields: [(name: String, value: String)]
  /// At most `HTTPResponse.bodyLimit` bytes.
  public let body: [UInt8]

  /// The largest body that a port hands out: 16 MiB. A longer one is an `HTTPFailure`.
  public static let bodyLimit = 16 << 20

  public init(status: Int, fields: [(name: String, value: String)] = [], body: [UInt8]) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}

extension HTTPResponse: CustomStringConvertible, CustomReflectable {
  public var description: String { "HTTP \(status), \(body.count) bytes" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
