public import JSON
import Synchronization

/// One side of a JSON-RPC 2.0 conversation: dispatches the messages that come in, and matches answers to own requests.
///
/// Where messages go is said with each call, since a transport may have a way of its own for each request.
/// Notifications and responses are handled in place, in their order, so that they can overtake requests that wait.
public final class Peer: Sendable {
  /// Messages of one batch: all of their answers are held until the last is there.
  public static let batchLimit = 128

  let inFlight: InFlight
  private let pending: Mutex<PendingRequests>
  /// Own requests that may be open. Fewer than the other side may have in flight: while as many of these as are allowed waited
  /// for answers, `room()` would keep the very answers from being read.
  private let requestLimit: Int

  /// - Parameters:
  ///   - requestLimit: requests that may be in flight at once; `room()` waits beyond that.
  ///   - firstID: the id of the first own request. Where a conversation can outlive its server, it must be one that an earlier
  ///     server hasn't used, so that an answer that comes late is taken for no other.
  public init(requestLimit: Int, firstID: Int64 = 1) {
    inFlight = InFlight(limit: requestLimit)
    pending = Mutex(PendingRequests(next: firstID))
    self.requestLimit = max(1, requestLimit / 2)
  }

  /// Waits while as many requests are in flight as are allowed.
  public func room() async { await inFlight.room() }

  /// True while no request of the other side is in flight.
  public var isIdle: Bool { inFlight.isEmpty }

  /// True while as many requests are in flight as are allowed.
  public var isFull: Bool { inFlight.isFull }

  /// Cancels a request of the other side, which then gets no answer. Unknown ids are ignored.
  public func cancel(_ id: RequestID) { inFlight.cancel(id) }

  /// Cancels every request of the other side.
  public func cancelAll() { inFlight.cancelAll() }

  /// Sends a request and waits for its result.
  /// - Parameter abandoned: called when the task is cancelled after the request has left, so that the other side can be told.
  /// - Throws: `RPCError` with which the other side answered, or -32603 when half as many requests are open as the other side
  ///   may have; `CancellationError` when the task is cancelled.
  public func request(
    method: String, params: [UInt8]?, on sink: any MessageSink, abandoned: (@Sendable (RequestID) -> Void)? = nil
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

  func settle(_ response: Response) {
    guard let id = response.id, let continuation = pending.withLock({ $0.continuations.removeValue(forKey: id) }) else {
      return
    }
    continuation.resume(with: response.outcome.mapError { $0 as any Error })
  }
}

extension RPCError {
  fileprivate static let tooManyRequests = RPCError(code: -32603, message: "Too many questions are open.")
}

/// Our own requests that wait for their responses.
private struct PendingRequests {
  /// Not written as a literal, for which the storage's type would be looked up at start: for an empty one in vain.
  var continuations = Dictionary<RequestID, CheckedContinuation<JSON, any Error>>()
  private var next: Int64

  init(next: Int64) { self.next = next }

  mutating func makeID() -> RequestID {
    defer { next &+= 1 }
    return .integer(next)
  }
}
