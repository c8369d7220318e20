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
  let request: Request
  let parameters: RequestParameters
  /// The place among the server's tools of the one that is called, if it is there.
  let tool: Int?
  let progress: ProgressReporter?

  /// What a request can reach beyond itself.
  enum Era: Sendable {
    /// Nothing but what it brings along, and the listening requests among which it may become one.
    case modern(LogLevel?, Listeners)
    case legacy(LegacySession)
  }

  /// - Throws: -32602 for a log level that there isn't.
  public init(
    modern request: borrowing Request, _ parameters: borrowing RequestParameters, meta: RequestMeta,
    version: ProtocolVersion, server: Server, sink: any MessageSink, listeners: Listeners
  ) throws(RPCError) {
    self.version = version
    client = meta.capabilities
    self.server = server
    self.sink = sink
    var logLevel: LogLevel?
    if let level = parameters.logLevel { logLevel = try LogLevel(parameter: level) }
    era = .modern(logLevel, listeners)
    self.request = copy request
    self.parameters = copy parameters
    tool = server.tool(calledBy: self.request, self.parameters)
    progress = parameters.progressToken.flatMap(ProgressReporter.init(token:))
  }

  init(
    legacy request: borrowing Request, _ parameters: borrowing RequestParameters, session: LegacySession,
    server: Server, sink: any MessageSink
  ) {
    version = session.version
    client = session.capabilities
    self.server = server
    self.sink = sink
    era = .legacy(session)
    self.request = copy request
    self.parameters = copy parameters
    tool = server.tool(calledBy: self.request, self.parameters)
    progress = parameters.progressToken.flatMap(ProgressReporter.init(token:))
  }
}

// MARK: - Replies

extension RequestContext {

  /// A result object of the client's era: the modern one adds `resultType`, the server's name and cache hints.
  /// - Parameter body: writes the members.
  func result(
    _ type: ResultType = .complete, cache: CacheHint? = nil, saysFailure: Bool = false,
    _ body: (inout JSONWriter) -> Void
  ) -> Reply {
    reply(saysFailure: saysFailure) { write(type, cache, body, to: &$0) }
  }

  /// The same for every client of the revision, and for as long as the program runs.
  /// - Parameter name: tells it from others.
  func fixedResult(_ name: String, _ body: (inout JSONWriter) -> Void) -> Reply {
    .result(server.fixedResult(name, for: version) { write(.complete, .fixed, body, to: &$0) }, to: request.id)
  }

  /// An empty object.
  var nothing: Reply { reply { $0.raw("{}") } }

  /// - Parameter body: writes one value.
  func reply(saysFailure: Bool = false, _ body: (inout JSONWriter) -> Void) -> Reply {
    .response(Encoding.result(to: request.id, capacity: 512, body), saysFailure: saysFailure)
  }

  private func write(
    _ type: ResultType, _ cache: CacheHint?, _ body: (inout JSONWriter) -> Void, to writer: inout JSONWriter
  ) {
    writer.beginObject()
    body(&writer)
    switch era {
    case .modern where cache == nil && type == .complete: writer.raw(server.completeMembers)
    case .modern: writeModernMembers(type, cache, to: &writer)
    case .legacy: break
    }
    writer.endObject()
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
