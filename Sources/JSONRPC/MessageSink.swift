/// Where outgoing messages go: the other half of a transport.
public protocol MessageSink: Sendable {
  /// Takes one message (a line of JSON without its end). Never waits: a transport whose client doesn't read stops reading
  /// the client's requests, or cuts it off, which bounds what can be asked for.
  ///
  /// Must not call back into the `Peer` whose message it is, on the same thread: locks may be held.
  func send(_ message: [UInt8])
}

extension MessageSink {
  /// - Parameter params: the bytes of a JSON object.
  public func notify(method: String, params: [UInt8]?) {
    send(Encoding.notification(method: method, params: params))
  }

  /// Refuses something that could not even be read as a message.
  public func refuse(_ error: RPCError) { send(Encoding.error(error, to: nil)) }
}
