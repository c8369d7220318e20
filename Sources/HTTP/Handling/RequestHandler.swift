/// What a server does with requests: the one way from HTTP to what is served over it.
public protocol RequestHandler: Sendable {
  /// Works out all that a head tells. Most clients send the same head with each request, so a connection asks once and keeps
  /// the answer until another head comes: it may hold only what is true of this head as long as the server lives.
  /// What changes is for the admission to look at, request by request.
  /// - Parameter head: later requests may differ from it in `Content-Length`, which is the connection's matter.
  func admission(of head: RequestHead) -> any RequestAdmission
}

/// What a server does with the requests that have one head.
public protocol RequestAdmission: AnyObject, Sendable {
  /// Decides about one request before its body is read: nil to go on. A refused request's body is not read; the connection
  /// closes after the refusal when there is one.
  func refusal() -> OutgoingResponse?

  /// Decides at once how one request is answered.
  func answer(_ body: borrowing Span<UInt8>) -> Handling
}

extension RequestHandler {
  /// Decides about a single request by its head.
  public func refusal(of head: RequestHead) -> OutgoingResponse? { admission(of: head).refusal() }

  /// Decides how a single request is answered.
  public func answer(_ request: IncomingRequest) -> Handling { admission(of: request.head).answer(request.body.span) }
}

/// How a request is answered.
public enum Handling: Sendable {
  /// Known without waiting. Costs no task.
  case now(OutgoingResponse)
  /// Worked out in a task of its own, which is cancelled when the client goes away. A client that only ends its own side still
  /// gets a whole answer, after an interim one (100) that tells whether it is there, but has left a stream. The task must send or
  /// finish before it returns; else the client gets 500, or a stream that is cut off.
  case later(@Sendable (any ResponseWriter) async -> Void)
}
