/// Where the answer to one request goes. May be called from any thread; never waits. Either `send` once, or `start`, any
/// number of `write`, and `finish`. Whatever comes after the end, or after the client has gone, is dropped.
public protocol ResponseWriter: Sendable {
  /// Sends a whole response.
  func send(_ response: OutgoingResponse)
  /// Begins a response whose length isn't known: chunked. Its head leaves at once.
  func start(status: Int, fields: HTTPFields)
  /// Adds bytes to a response that has begun. A client that reads so slowly that the connection's output limit is passed is
  /// cut off, and the task that writes is cancelled.
  func write(_ bytes: [UInt8])
  /// Ends a response that has begun.
  func finish()
  /// Ends the connection at once, without a response or in the middle of one. What hasn't been sent by then is dropped.
  func cut()
}

extension ResponseWriter {
  /// For writers that have no connection of their own: begins a response that has no end.
  public func cut() { start(status: 500, fields: HTTPFields()) }
}
