public import JSON
public import JSONRPC
import Synchronization

/// The conversation with one client over a transport that keeps a connection.
///
/// The era is decided message by message: a request that names its revision in `_meta` is answered by the modern rules,
/// `initialize` (re)starts a legacy session, and whatever names nothing belongs to that session.
public final class Session: Sendable {
  let server: Server
  public let peer: Peer

  struct State {
    var legacy: LegacySession?
    /// The listening requests of the modern era, in the order in which they came.
    var listeners: [Listener] = []
    var hasEnded = false
  }
  let state = Mutex(State())

  init(server: Server, sink: any MessageSink, requestLimit: Int) {
    self.server = server
    peer = Peer(sink: sink, requestLimit: requestLimit)
  }

  /// Handles one message that came in.
  public func receive(_ text: borrowing Span<UInt8>, limits: JSONLimits, in group: inout DiscardingTaskGroup) {
    peer.receive(text, limits: limits, handler: self, in: &group)
  }
}

/// What `initialize` agreed on.
struct LegacySession: Sendable {
  let version: ProtocolVersion
  let capabilities: ClientCapabilities
  var logLevel: LogLevel?
  var subscriptions: Set<String> = []
}

extension Session: MessageHandler {
  public var acceptsBatches: Bool {
    state.withLock { state in state.legacy.map { $0.version <= .v2025_03_26 } ?? false }
  }

  public func answer(_ request: Request) -> Answer {
    do throws(RPCError) {
      let context = try context(for: request)
      guard let method = Method.table[request.method], method.versions.contains(context.version),
        method.isOffered(by: server)
      else { throw .methodNotFound(request.method) }
      return try method.answer(request, context)
    } catch {
      return .now(.error(error))
    }
  }

  public func handle(_ notification: Notification) {
    guard notification.method == "notifications/cancelled",
      let id = notification.params?["requestId"].flatMap(RequestID.init)
    else { return }
    peer.cancel(id)
  }
}

// MARK: - Which era

extension Session {
  private func context(for request: Request) throws(RPCError) -> RequestContext {
    let meta = request.params?["_meta"]
    if let claim = meta?[Meta.protocolVersion] {
      return try modernContext(for: request, meta: meta?.object ?? [:], claim: claim)
    }
    let progress = ProgressReporter(token: meta?[Meta.progressToken])
    if let legacy = state.withLock({ $0.legacy }) {
      return context(legacy.version, legacy.capabilities, request, progress: progress)
    }
    guard ["initialize", "ping"].contains(request.method) else {
      throw .invalidParams(
        "params._meta lacks \"\(Meta.protocolVersion)\" and \"\(Meta.clientCapabilities)\", and no session was begun with initialize."
      )
    }
    return context(.newestLegacy, ClientCapabilities(), request, progress: progress)
  }

  private func modernContext(
    for request: Request, meta: JSONObject, claim: JSON
  ) throws(RPCError) -> RequestContext {
    guard case .string(let name) = claim else {
      throw .invalidParams("_meta[\"\(Meta.protocolVersion)\"] must be a string, not \(claim.kind).")
    }
    guard case .object(let capabilities)? = meta[Meta.clientCapabilities] else {
      throw .invalidParams("_meta[\"\(Meta.clientCapabilities)\"] must be an object.")
    }
    guard let version = ProtocolVersion(rawValue: name), version.isModern else {
      throw .unsupportedProtocolVersion(name)
    }
    var logLevel: LogLevel?
    if let level = meta[Meta.logLevel] { logLevel = try LogLevel(parameter: level) }
    return context(
      version, ClientCapabilities(capabilities), request, logLevel: logLevel,
      progress: ProgressReporter(token: meta[Meta.progressToken]))
  }

  private func context(
    _ version: ProtocolVersion, _ client: ClientCapabilities, _ request: Request, logLevel: LogLevel? = nil,
    progress: ProgressReporter?
  ) -> RequestContext {
    RequestContext(
      version: version, client: client, session: self, logLevel: logLevel, progress: progress,
      inputs: InputRound(request: request))
  }

  var legacyLogLevel: LogLevel? { state.withLock { $0.legacy?.logLevel } }
}
