public import HTTP
import JSON
import JSONRPC
public import MCP
import Synchronization

/// MCP over Streamable HTTP at one path, for one principal, in both eras: the modern one (2026-07-28,
/// basic/transports/streamable-http), in which each POST is for itself, and the legacy ones (2025-11-25 and before,
/// basic/transports), with sessions, GET and DELETE. Which of them a request belongs to is decided by the request itself.
///
/// Nothing that a client needs is kept here alone: a session id holds its session, so that a server with the same key goes on
/// serving it.
///
/// Access control, limits of rate and the media type of bodies are the matter of the `Router` in front of this. `run` must be
/// running: it does the work that goes on without its connection, and gives signs of life on silent streams.
public final class MCPEndpoint: RequestHandler {
  let server: Server
  let options: EndpointOptions
  let metrics: Metrics?
  /// Seconds since 1970.
  let now: @Sendable () -> Int64
  private let sleep: @Sendable (Duration) async throws -> Void

  let limits: JSONLimits
  let sealer: Sealer
  let listeners: Listeners
  let sessions: Mutex<SessionTable>
  /// Streams of sessions that have lost their client, in the order in which that happened.
  let retained = Mutex<[RetainedStream]>([])
  let work: WorkQueue
  let slots: StreamSlots
  let openStreams = Mutex<[ObjectIdentifier: ResponseStream]>([:])
  let activity = Activity()
  private let ended = Atomic(false)

  /// - Parameters:
  ///   - server: what is served to this principal.
  ///   - key: what session ids are sealed with. Other servers with the same key accept them.
  ///   - metrics: counts sessions that clients end.
  ///   - sleep: waits; throws when the task is cancelled.
  ///   - now: the time in seconds since 1970.
  public init(
    server: Server, principal: Principal, key: SealingKey, options: EndpointOptions = EndpointOptions(),
    metrics: Metrics? = nil,
    sleep: @escaping @Sendable (Duration) async throws -> Void, now: @escaping @Sendable () -> Int64
  ) {
    self.server = server
    self.options = options
    self.metrics = metrics
    self.now = now
    self.sleep = sleep
    limits = JSONLimits(depth: options.messageDepth, bytes: options.messageBytes)
    sealer = Sealer(key: key, purpose: "session 1", principal: principal)
    work = WorkQueue(limit: options.requests, byteLimit: options.requestBytes)
    slots = StreamSlots(limit: options.eventStreams)
    // Limited by the slots already.
    listeners = Listeners(limit: options.eventStreams)
    sessions = Mutex(SessionTable(limit: options.sessions, endedLimit: options.endedSessions))
    server.observe(self)
  }

  public func admission(of head: RequestHead) -> any RequestAdmission { MCPHead(head, of: self) }

  /// Nothing new is taken.
  var hasEnded: Bool { ended.load(ordering: .acquiring) }

  func post(_ body: borrowing Span<UInt8>, _ routing: RoutingFields) -> Handling {
    let json: JSON
    do throws(JSONParseError) {
      json = try JSON(parsing: body, limits: limits)
    } catch {
      return .now(Responses.refusal(400, .parseError("Not JSON: \(error).")))
    }
    if case .array(let batch) = json {
      if routing.namesModernVersion {
        return .now(Responses.refusal(400, .invalidRequest("A body is one message, not an array.")))
      }
      return legacy(batch: batch, of: body.count, routing.fields)
    }
    do throws(MalformedMessage) {
      let message = try Message(json)
      let parameters = RequestParameters(message.params)
      // The body decides; where it says nothing, the field does.
      let isModern = parameters.namesVersion || routing.namesModernVersion
      return isModern ? modern(message, parameters, routing) : legacy(message, of: body.count, routing.fields)
    } catch {
      return .now(Responses.refusal(400, error.error, id: error.deservesAnswer ? error.id : nil))
    }
  }
}

// MARK: - Life

extension MCPEndpoint {
  /// Does what goes on without a connection, until `end` was called and all of it is done. Cancelling the task cancels it.
  public func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.keepAlive() }
      await withDiscardingTaskGroup { group in
        while true {
          let works = await work.next()
          if works.isEmpty { break }
          for work in works { group.addTask(operation: work) }
        }
      }
      group.cancelAll()
    }
  }

  /// Ends gracefully: takes nothing new, gives each listening request its final result, and ends the streams that would go on
  /// for ever. Requests that are being answered go on.
  public func end() {
    ended.store(true, ordering: .releasing)
    listeners.end()
    for session in sessions.withLock({ $0.all }) { session.endStandaloneStreams() }
    work.close()
  }

  private func keepAlive() async {
    while !Task.isCancelled {
      await activity.wait()
      guard (try? await sleep(options.beat)) != nil else { return }
      for stream in openStreams.withLock({ Array($0.values) }) { stream.beat() }
      let (all, dropped) = sessions.withLock { sessions in
        let count = sessions.count
        sessions.drop(unusedSince: now() - options.sessionIdle)
        return (sessions.all, count - sessions.count)
      }
      for session in all { session.beat() }
      for _ in 0..<dropped { activity.end() }
    }
  }
}

extension MCPEndpoint: ChangeObserver {
  public func changed(_ change: Change) {
    listeners.changed(change)
    for session in sessions.withLock({ $0.all }) {
      if let message = session.legacy.notification(of: change, from: server) { session.deliver(message) }
    }
  }
}
