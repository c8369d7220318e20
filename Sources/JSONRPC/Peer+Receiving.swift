public import JSON
import Synchronization

extension Peer {
  /// Starts the work of a request, in a task of its own.
  public typealias Start = (@escaping @Sendable () async -> Void) -> Void
  /// Takes what is to be sent back; called exactly once, with nil when there is nothing.
  public typealias Respond = @Sendable ([UInt8]?) -> Void

  /// Handles one text: a message or, where the handler accepts them, a batch. Requests run concurrently in the task group, and
  /// are answered in whatever order they finish.
  public func receive(
    _ text: borrowing Span<UInt8>, limits: JSONLimits, handler: some MessageHandler, on sink: any MessageSink,
    in group: inout DiscardingTaskGroup
  ) {
    let json: JSON
    do throws(JSONParseError) {
      json = try JSON(parsing: text, limits: limits)
    } catch {
      return sink.refuse(.parseError("Not JSON: \(error)."))
    }
    func start(_ work: @escaping @Sendable () async -> Void) { group.addTask(operation: work) }
    let respond: Respond = { response in if let response { sink.send(response) } }
    if case .array(let elements) = json {
      receive(batch: elements, handler: handler, on: sink, start: start, respond: respond)
    } else {
      receive(json, handler: handler, on: sink, start: start, respond: respond)
    }
  }

  /// Handles one message.
  /// - Parameter sink: where the requests of this side go that belong to it, and notifications.
  public func receive(
    _ message: Message, handler: some MessageHandler, on sink: any MessageSink, start: Start, respond: @escaping Respond
  ) {
    switch message {
    case .request(let request):
      dispatch(request, handler: handler, on: sink, start: start, respond: respond)
    case .notification(let notification):
      handler.handle(notification)
      respond(nil)
    case .response(let response):
      settle(response)
      respond(nil)
    }
  }

  /// Handles a batch. It is answered by one array with the answers that there are, or by nothing (JSON-RPC 2.0 section 6).
  public func receive(
    batch: [JSON], handler: some MessageHandler, on sink: any MessageSink, start: Start, respond: @escaping Respond
  ) {
    if let refusal = refusal(ofBatch: batch, handler: handler) {
      return respond(Encoding.error(refusal, to: nil))
    }
    let collector = BatchCollector(count: batch.count, respond: respond)
    for (index, element) in batch.enumerated() {
      receive(element, handler: handler, on: sink, start: start) { collector.collect($0, at: index) }
    }
  }

  /// Why a batch is refused as a whole; nil if it isn't.
  public func refusal(ofBatch batch: [JSON], handler: some MessageHandler) -> RPCError? {
    if !handler.acceptsBatches { return .invalidRequest("Batches are not part of this protocol revision.") }
    if batch.isEmpty { return .invalidRequest("An empty batch.") }
    return batch.count <= Self.batchLimit
      ? nil : .invalidRequest("A batch has at most \(Self.batchLimit) messages.")
  }

  private func receive(
    _ json: JSON, handler: some MessageHandler, on sink: any MessageSink, start: Start, respond: @escaping Respond
  ) {
    do throws(MalformedMessage) {
      receive(try Message(json), handler: handler, on: sink, start: start, respond: respond)
    } catch {
      respond(error.deservesAnswer ? Encoding.error(error.error, to: error.id) : nil)
    }
  }

  private func dispatch(
    _ request: Request, handler: some MessageHandler, on sink: any MessageSink, start: Start, respond: @escaping Respond
  ) {
    let id = request.id
    switch handler.answer(request, on: sink) {
    case .now(let reply):
      respond(reply.message(to: id))
    case .later(let work):
      guard inFlight.begin(id) else {
        return respond(Encoding.error(.invalidRequest("The id is in use by a request in flight."), to: id))
      }
      let inFlight = inFlight
      start { respond(await inFlight.run(id, work)?.message(to: id)) }
    }
  }
}

/// Waits for the last answer of a batch.
private final class BatchCollector: Sendable {
  private let respond: Peer.Respond
  private let state: Mutex<(missing: Int, responses: [[UInt8]?])>

  init(count: Int, respond: @escaping Peer.Respond) {
    self.respond = respond
    state = Mutex((count, Array(repeating: nil, count: count)))
  }

  func collect(_ response: [UInt8]?, at index: Int) {
    let complete: [[UInt8]]? = state.withLock { state in
      state.responses[index] = response
      state.missing -= 1
      return state.missing == 0 ? state.responses.compactMap(\.self) : nil
    }
    if let complete { respond(complete.isEmpty ? nil : Encoding.batch(complete)) }
  }
}
