/// What a server does with requests: the one way from HTTP to what is served over it.
public protocol RequestHandler: Sendable {
  /// Decides by the head alone, before the body is read: nil to go on. A refused request's body is not read; the connection
  /// closes after the refusal when there is one.
  func refusal(of head: RequestHead) -> OutgoingResponse?

  /// Decides at once how a request is answered.
  func answer(_ request: IncomingRequest) -> Handling
}

/// How a request is answered.
public enum Handling: Sendable {
  /// Known without waiting. Costs no task.
  case now(OutgoingResponse)
  /// Worked out in a task of its own, which is cancelled when the client goes away. A client that only ends its own side still
  /// gets a whole answer, but has left a stream. The task must send or finish before it returns; else the client gets 500, or a
  /// stream that is cut off.
  case later(@Sendable (any ResponseWriter) async -> Void)
}
