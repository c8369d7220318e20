public import JSON
public import JSONRPC

/// What a feature gets to know about the request that it answers, and its ways to the client meanwhile.
public struct RequestContext: Sendable {
  /// The revision that the client speaks.
  public let version: ProtocolVersion
  public let client: ClientCapabilities
  let server: Server
  /// Takes what is said while the request is being answered.
  let sink: any MessageSink
  let era: Era
  let progress: ProgressReporter?
  let inputs: InputRound
  /// Set where somebody wants to know.
  var toolFailure: ToolFailure?

  /// What a request can reach beyond itself.
  enum Era: Sendable {
    /// Nothing but what it brings along, and the listening requests among which it may become one.
    case modern(LogLevel?, Listeners)
    case legacy(LegacySession)
  }

  /// - Throws: -32602 for a log level that there isn't.
  public init(
    modern request: Request, meta: RequestMeta, version: ProtocolVersion, server: Server, sink: any MessageSink,
    listeners: Listeners
  ) throws(RPCError) {
    self.version = version
    client = meta.capabilities
    self.server = server
    self.sink = sink
    var logLevel: LogLevel?
    if let level = meta.logLevel { logLevel = try LogLevel(parameter: level) }
    era = .modern(logLevel, listeners)
    progress = meta.progressToken.flatMap(ProgressReporter.init(token:))
    inputs = InputRound(request: request)
  }

  init(legacy request: Request, session: LegacySession, server: Server, sink: any MessageSink) {
    version = session.version
    client = session.capabilities
    self.server = server
    self.sink = sink
    era = .legacy(session)
    progress = request.params?[known: "_meta"]?.object?[known: Meta.progressToken].flatMap(
      ProgressReporter.init(token:))
    inputs = InputRound(request: request)
  }

  /// Makes a result object of the client's era: the modern one adds `resultType`, the server's name and cache hints.
  func result(cache: CacheHint? = nil, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    result(type: .complete, cache: cache, body)
  }

  func result(type: ResultType, cache: CacheHint? = nil, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter(capacity: 512)
    writer.beginObject()
    body(&writer)
    switch era {
    case .modern where cache == nil && type == .complete: writer.raw(server.completeMembers)
    case .modern: writeModernMembers(type, cache, to: &writer)
    case .legacy: break
    }
    writer.endObject()
    return writer.finish()
  }

  private func writeModernMembers(_ type: ResultType, _ cache: CacheHint?, to writer: inout JSONWriter) {
    writer.member("resultType", type.rawValue)
    if let cache {
      writer.member("ttlMs", cache.milliseconds)
      writer.member("cacheScope", cache.scope.rawValue)
    }
    writer.member("_meta", raw: server.modernMeta)
  }
}

/// What a result is to a client of the modern era (2026-07-28, basic/index).
enum ResultType: String, Sendable {
  case complete
  case inputRequired = "input_required"
}

// MARK: - Telling the client while working

extension RequestContext {
  /// Reports progress, if the client asked for it. Values that don't increase are left out.
  /// - Parameter total: what `value` will be in the end, if that is known.
  public func reportProgress(_ value: Double, of total: Double? = nil, _ message: String? = nil) {
    guard let progress, progress.advance(to: value) else { return }
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("progressToken", progress.token)
    writer.key("progress")
    value.write(to: &writer)
    if let total {
      writer.key("total")
      total.write(to: &writer)
    }
    if version >= .v2025_03_26, let message { writer.member("message", message) }
    writer.endObject()
    sink.notify(method: "notifications/progress", params: writer.bytes)
  }

  private var logLevel: LogLevel? {
    switch era {
    case .modern(let level, _): level
    case .legacy(let session): session.logLevel
    }
  }

  /// Sends a log message to the client, if it asked for this level. Never anything secret.
  public func log(_ level: LogLevel, _ data: JSON, logger: String? = nil) {
    guard let wanted = logLevel, level >= wanted else { return }
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("level", level.rawValue)
    if let logger { writer.member("logger", logger) }
    writer.member("data", data)
    writer.endObject()
    sink.notify(method: "notifications/message", params: writer.bytes)
  }

  /// Tells every client that subscribed to a resource that it has changed.
  public func resourceChanged(_ uri: String) { server.notify(of: .resource(uri: uri)) }
}

// MARK: - Long work

/// A way to the client that can be broken off, because the client knows how to come back to it.
public protocol InterruptibleSink: MessageSink {
  func interrupt(retryAfter delay: Duration)
}

extension RequestContext {
  /// Lets go of the connection on which the client waits for the answer, if it can come back for it (2025-11-25,
  /// basic/transports): for work that takes long and needs no connection meanwhile. Does nothing elsewhere.
  /// - Parameter delay: after which the client is to come back; milliseconds count.
  public func interruptStream(retryAfter delay: Duration) {
    (sink as? any InterruptibleSink)?.interrupt(retryAfter: delay)
  }
}
