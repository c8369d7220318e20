/// Where a peer's outgoing messages go: the other half of a transport.
public protocol MessageSink: Sendable {
  /// Takes one message (a line of JSON without its end). Never waits: a transport whose client doesn't read stops reading
  /// the client's requests, which bounds what can be asked for.
  func send(_ message: [UInt8])
}
