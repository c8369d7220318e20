extension HTTPClient {
  /// A request. It may hold a secret, so it isn't printed.
  public struct Request: Sendable {
    public enum Method: String, Sendable {
      case get = "GET"
      case post = "POST"
      case patch = "PATCH"
      case delete = "DELETE"
    }

    public var method: Method
    public var address: HTTPAddress
    /// Header fields beside those that follow from the rest. Names are tokens, values hold no control character.
    public var fields: [(name: String, value: [UInt8])] = []
    public var body: [UInt8]?
    /// For name, connection and TLS handshake.
    public var connectTime = Duration.seconds(10)
    /// For everything together.
    public var totalTime = Duration.seconds(30)
    /// A longer body ends the transfer.
    public var bodyLimit: Int
    /// Whether it does no harm when the server gets the request twice. Only then may a connection be used that served
    /// another request before: where such a one turns out to be closed, libcurl sends the request again.
    public var isRepeatable = false

    public init(_ method: Method, _ address: HTTPAddress, bodyLimit: Int) {
      self.method = method
      self.address = address
      self.bodyLimit = bodyLimit
    }
  }

  /// A complete response. It may hold a secret, so it isn't printed.
  public struct Response: Sendable {
    public let status: Int
    /// Of the last response, in the order in which they came; at most `fieldLimit` of them. Text that isn't UTF-8 is repaired.
    public let fields: [(name: String, value: String)]
    public let body: [UInt8]
    /// Where a redirect leads, absolute but unchecked; nil when the response is none.
    public let redirect: String?
    static let fieldLimit = 256
    static let headLimit = 64 << 10
  }
}

extension HTTPClient.Request: CustomStringConvertible, CustomReflectable {
  public var description: String { "\(method.rawValue) \(address.origin)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPClient.Response: CustomStringConvertible, CustomReflectable {
  public var description: String { "HTTP \(status), \(body.count) bytes" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
