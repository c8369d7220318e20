/// A whole response. `Content-Length`, `Date` and `Connection` are the connection's to write.
public struct OutgoingResponse: Sendable, Equatable {
  public var status: Int
  public var fields: HTTPFields
  public var body: [UInt8]
  /// The connection closes after this response: what may still come on it can't be trusted or isn't wanted.
  public var closesConnection: Bool

  public init(status: Int, fields: HTTPFields = HTTPFields(), body: [UInt8] = [], closesConnection: Bool = false) {
    self.status = status
    self.fields = fields
    self.body = body
    self.closesConnection = closesConnection
  }
}
