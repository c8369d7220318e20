/// A whole request.
public struct IncomingRequest: Sendable, Equatable {
  public let head: RequestHead
  public let body: [UInt8]

  public init(head: RequestHead, body: [UInt8] = []) {
    self.head = head
    self.body = body
  }
}
