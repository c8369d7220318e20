/// What a protocol on top of JSON-RPC does with messages.
public protocol MessageHandler: Sendable {
  /// Decides at once how a request is answered.
  /// - Parameter sink: takes what is said to the other side while the request is being answered.
  func answer(_ request: Request, on sink: any MessageSink) -> Answer
  func handle(_ notification: Notification)
  /// Whether an array of messages is accepted. JSON-RPC 2.0 section 6 has batches; newer revisions of MCP have not.
  var acceptsBatches: Bool { get }
}

public enum Answer: Sendable {
  /// Known without waiting. Costs no task.
  case now(Reply)
  /// Worked out in a task of its own; nil when there is nothing to say any more, because the request was cancelled.
  case later(@Sendable () async -> Reply?)
}
