import HTTP
import JSONRPC
import MCP
import Synchronization

/// One answer, or one standalone stream, on its way to whoever listens: performs what its `StreamState` decides.
final class ResponseStream: MessageSink {
  /// A client's connection, as long as it is the one that this stream goes to.
  private final class Attachment: Sendable {
    let writer: any ResponseWriter
    let done = EndSignal()
    init(_ writer: any ResponseWriter) { self.writer = writer }
  }

  private struct Guarded {
    var state: StreamState
    var attachment: Attachment?
    /// Actions that nobody has performed yet, in their order.
    var outbox: [(attachment: Attachment, action: StreamState.Action)] = []
    var isDraining = false
  }

  private let guarded: Mutex<Guarded>
  /// Seconds from any fixed point on; nil for streams that keep nothing.
  private let clock: (@Sendable () -> Int64)?

  init(_ state: StreamState = StreamState(), clock: (@Sendable () -> Int64)? = nil) {
    guarded = Mutex(Guarded(state: state))
    self.clock = clock
  }

  func send(_ message: [UInt8]) { perform { $0.send(message, at: $1) } }
  func complete(_ message: [UInt8]?, status: Int = 200) { perform { $0.complete(message, status: status, at: $1) } }
  func beat() { perform { $0.beat(at: $1) } }
  func end() { perform { state, _ in state.end() } }

  /// Gives the answer while nobody listens yet; returns all there is to send.
  func answer(_ message: [UInt8], status: Int) -> OutgoingResponse {
    let time = clock?() ?? 0
    return guarded.withLock { $0.state.answer(message, status: status, at: time) } ?? Responses.accepted
  }

  func takeAnswer() -> OutgoingResponse? { guarded.withLock { $0.state.takeAnswer() } }
  func read<Value>(_ body: (StreamState) -> Value) -> Value { guarded.withLock { body($0.state) } }

  /// Sends the stream to a client, instead of to whom it went before, and returns when no more comes or the client is gone.
  /// - Parameter number: the last event that the client has heard.
  func serve(_ writer: any ResponseWriter, after number: Int = 0) async {
    let attachment = attach(writer, after: number)
    await withTaskCancellationHandler {
      await attachment.done.wait()
    } onCancel: {
      detach(attachment)
    }
  }

  /// Begins to send the stream to a client that stays until it has ended.
  func open(_ writer: any ResponseWriter) { _ = attach(writer, after: 0) }

  private func attach(_ writer: any ResponseWriter, after number: Int) -> Attachment {
    let attachment = Attachment(writer)
    perform { guarded, _ in
      if let previous = guarded.attachment { guarded.outbox.append((previous, .finish)) }
      guarded.attachment = attachment
      return guarded.state.attach(after: number)
    }
    return attachment
  }

  private func detach(_ attachment: Attachment) {
    guarded.withLock { guarded in
      guard guarded.attachment === attachment else { return }
      guarded.attachment = nil
      guarded.state.detach()
    }
    attachment.done.end()
  }
}

extension ResponseStream: InterruptibleSink {
  func interrupt(retryAfter delay: Duration) {
    let (seconds, attoseconds) = delay.components
    let milliseconds = min(max(0, seconds), 3600) * 1000 + attoseconds / 1_000_000_000_000_000
    perform { $0.interrupt(retryAfter: milliseconds, at: $1) }
  }
}

extension ResponseStream {
  private func perform(_ change: (inout StreamState, Int64) -> [StreamState.Action]) {
    perform { (guarded: inout Guarded, time) in change(&guarded.state, time) }
  }

  /// Writing happens outside of the lock, since a connection that is cut off runs the cancellation handlers of tasks at once;
  /// but one thread does it at a time, so that all leaves in order.
  private func perform(_ change: (inout Guarded, Int64) -> [StreamState.Action]) {
    let time = clock?() ?? 0
    let mustDrain = guarded.withLock { guarded in
      let actions = change(&guarded, time)
      if let attachment = guarded.attachment {
        for action in actions { guarded.outbox.append((attachment, action)) }
        if actions.last?.endsResponse == true { guarded.attachment = nil }
      }
      guard !guarded.outbox.isEmpty, !guarded.isDraining else { return false }
      guarded.isDraining = true
      return true
    }
    if mustDrain { drain() }
  }

  private func drain() {
    while true {
      let outbox = guarded.withLock { guarded in
        defer { guarded.outbox = [] }
        if guarded.outbox.isEmpty { guarded.isDraining = false }
        return guarded.outbox
      }
      if outbox.isEmpty { return }
      for (attachment, action) in outbox { action.perform(on: attachment.writer, done: attachment.done) }
    }
  }
}

extension StreamState.Action {
  fileprivate var endsResponse: Bool {
    switch self {
    case .send, .finish: true
    case .start, .write: false
    }
  }

  fileprivate func perform(on writer: any ResponseWriter, done: EndSignal) {
    switch self {
    case .send(let response): writer.send(response)
    case .start: writer.start(status: 200, fields: Responses.eventFields)
    case .write(let bytes): writer.write(bytes)
    case .finish: writer.finish()
    }
    if endsResponse { done.end() }
  }
}
