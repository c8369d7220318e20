public import JSON
import Synchronization

/// One side of a JSON-RPC 2.0 conversation: takes messages in, dispatches them, sends answers and own requests.
///
/// Requests run concurrently in the task group that `receive` is given, and are answered in whatever order they finish.
/// Notifications and responses are handled in place, in their order, so that they can overtake requests that wait.
public final class Peer: Sendable {
  /// Messages of one batch: all of their answers are held until the last is there.
  static let batchLimit = 128

  private let sink: any MessageSink
  private let inFlight: InFlight
  private let pending = Mutex(PendingRequests())
  /// Own requests that may be open. Fewer than the other side may have in flight: while as many of these as are allowed waited
  /// for answers, `room()` would keep the very answers from being read.
  private let requestLimit: Int

  /// - Parameter requestLimit: requests that may be in flight at once; `room()` waits beyond that.
  public init(sink: any MessageSink, requestLimit: Int) {
    self.sink = sink
    inFlight = InFlight(limit: requestLimit)
    self.requestLimit = max(1, requestLimit / 2)
  }

  /// Handles one text: a message or, where the handler accepts them, a batch.
  public func receive(
    _ text: borrowing Span<UInt8>, limits: JSONLimits, handler: some MessageHandler,
    in group: inout DiscardingTaskGroup
  ) {
    let json: JSON
    do throws(JSONParseError) {
      json = try JSON(parsing: text, limits: limits)
    } catch {
      sink.send(Encoding.response(.error(.parseError("Not JSON: \(error).")), to: nil))
      return
    }
    if case .array(let elements) = json {
      receive(batch: elements, handler: handler, in: &group)
    } else {
      let sink = sink
      receive(json, handler: handler, in: &group) { response in
        if let response { sink.send(response) }
      }
    }
  }

  /// Waits while as many requests are in flight as are allowed.
  public func room() async { await inFlight.room() }

  /// True while no request of the other side is in flight.
  public var isIdle: Bool { inFlight.isEmpty }

  /// Cancels a request of the other side, which then gets no answer. Unknown ids are ignored.
  public func cancel(_ id: RequestID) { inFlight.cancel(id) }

  public func notify(method: String, params: [UInt8]?) {
    sink.send(Encoding.notification(method: method, params: params))
  }

  /// Refuses something that could not even be read as a message.
  public func refuse(_ error: RPCError) { sink.send(Encoding.response(.error(error), to: nil)) }

  /// Sends a request and waits for its result.
  /// - Parameter abandoned: called when the task is cancelled after the request has left, so that the other side can be told.
  /// - Throws: `RPCError` with which the other side answered, or -32603 when half as many requests are open as the other side
  ///   may have; `CancellationError` when the task is cancelled.
  public func request(
    method: String, params: [UInt8]?, abandoned: (@Sendable (RequestID) -> Void)? = nil
  ) async throws -> JSON {
    let id = pending.withLock { $0.makeID() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let failure: (any Error)? = pending.withLock { pending in
          if Task.isCancelled { return CancellationError() }
          guard pending.continuations.count < requestLimit else { return RPCError.tooManyRequests }
          pending.continuations[id] = continuation
          // Under the lock, so that the request can't leave after it was abandoned.
          sink.send(Encoding.request(id: id, method: method, params: params))
          return nil
        }
        if let failure { continuation.resume(throwing: failure) }
      }
    } onCancel: {
      guard let continuation = pending.withLock({ $0.continuations.removeValue(forKey: id) }) else { return }
      abandoned?(id)
      continuation.resume(throwing: CancellationError())
    }
  }
}

extension Peer {
  /// - Parameter respond: called exactly once, with nil when there is nothing to send.
  private func receive(
    _ json: JSON, handler: some MessageHandler, in group: inout DiscardingTaskGroup,
    respond: @escaping @Sendable ([UInt8]?) -> Void
  ) {
    do throws(MalformedMessage) {
      switch try Message(json) {
      case .request(let request):
        dispatch(request, handler: handler, in: &group, respond: respond)
      case .notification(let notification):
        handler.handle(notification)
        respond(nil)
      case .response(let response):
        settle(response)
        respond(nil)
      }
    } catch {
      respond(error.deservesAnswer ? Encoding.response(.error(error.error), to: error.id) : nil)
    }
  }

  private func dispatch(
    _ request: Request, handler: some MessageHandler, in group: inout DiscardingTaskGroup,
    respond: @escaping @Sendable ([UInt8]?) -> Void
  ) {
    let id = request.id
    switch handler.answer(request) {
    case .now(let reply):
      respond(Encoding.response(reply, to: id))
    case .later(let work):
      guard inFlight.begin(id) else {
        return respond(Encoding.response(.error(.invalidRequest("The id is in use by a request in flight.")), to: id))
      }
      let inFlight = inFlight
      group.addTask {
        respond(await inFlight.run(id, work).map { Encoding.response($0, to: id) })
      }
    }
  }

  private func settle(_ response: Response) {
    guard let id = response.id, let continuation = pending.withLock({ $0.continuations.removeValue(forKey: id) }) else {
      return
    }
    continuation.resume(with: response.outcome.mapError { $0 as any Error })
  }

  /// A batch is answered by one array with the answers that there are, or by nothing (JSON-RPC 2.0 section 6).
  private func receive(batch: [JSON], handler: some MessageHandler, in group: inout DiscardingTaskGroup) {
    guard handler.acceptsBatches else {
      return sink.send(
        Encoding.response(.error(.invalidRequest("Batches are not part of this protocol revision.")), to: nil))
    }
    guard !batch.isEmpty else {
      return sink.send(Encoding.response(.error(.invalidRequest("An empty batch.")), to: nil))
    }
    guard batch.count <= Self.batchLimit else {
      return sink.send(
        Encoding.response(.error(.invalidRequest("A batch has at most \(Self.batchLimit) messages.")), to: nil))
    }
    let collector = BatchCollector(count: batch.count, sink: sink)
    for (index, element) in batch.enumerated() {
      receive(element, handler: handler, in: &group) { collector.collect($0, at: index) }
    }
  }
}

extension RPCError {
  fileprivate static let tooManyRequests = RPCError(code: -32603, message: "Too many questions are open.")
}

/// Our own requests that wait for their responses.
private struct PendingRequests {
  var continuations: [RequestID: CheckedContinuation<JSON, any Error>] = [:]
  private var last: Int64 = 0

  mutating func makeID() -> RequestID {
    last += 1
    return .integer(last)
  }
}

/// Waits for the last answer of a batch.
private final class BatchCollector: Sendable {
  private let sink: any MessageSink
  private let state: Mutex<(missing: Int, responses: [[UInt8]?])>

  init(count: Int, sink: any MessageSink) {
    self.sink = sink
    state = Mutex((count, Array(repeating: nil, count: count)))
  }

  func collect(_ response: [UInt8]?, at index: Int) {
    let complete: [[UInt8]]? = state.withLock { state in
      state.responses[index] = response
      state.missing -= 1
      return state.missing == 0 ? state.responses.compactMap(\.self) : nil
    }
    if let complete, !complete.isEmpty { sink.send(Encoding.batch(complete)) }
  }
}
