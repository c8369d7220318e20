public import JSON
import JSONRPC

/// What a feature gets to know about the request that it answers, and its ways to the client meanwhile.
public struct RequestContext: Sendable {
  /// The revision that the client speaks.
  public let version: ProtocolVersion
  public let client: ClientCapabilities
  let session: Session
  let logLevel: LogLevel?
  let progress: ProgressReporter?
  let inputs: InputRound

  var server: Server { session.server }

  /// Makes a result object of the client's era: the modern one adds `resultType`, the server's name and cache hints.
  func result(cache: CacheHint? = nil, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    result(type: "complete", cache: cache, body)
  }

  func result(type: StaticString, cache: CacheHint? = nil, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter(capacity: 512)
    writer.beginObject()
    body(&writer)
    if version.isModern { writeModernMembers(type, cache, to: &writer) }
    writer.endObject()
    return writer.finish()
  }

  private func writeModernMembers(_ type: StaticString, _ cache: CacheHint?, to writer: inout JSONWriter) {
    writer.key("resultType")
    writer.value(type)
    if let cache {
      writer.member("ttlMs", cache.milliseconds)
      writer.member("cacheScope", cache.scope.rawValue)
    }
    writer.member("_meta", raw: server.modernMeta)
  }
}

// MARK: - Telling the client while working

extension RequestContext {
  /// Reports progress, if the client asked for it. Values that don't increase are left out.
  /// - Parameter total: what `value` will be in the end, if that is known.
  public func reportProgress(_ value: Double, of total: Double? = nil, _ message: String? = nil) {
    guard let progress, progress.advance(to: value) else { return }
    var writer = JSONWriter()
    writer.beginObject()
    writer.member(Meta.progressToken, progress.token)
    writer.key("progress")
    value.write(to: &writer)
    if let total {
      writer.key("total")
      total.write(to: &writer)
    }
    if version >= .v2025_03_26, let message { writer.member("message", message) }
    writer.endObject()
    session.peer.notify(method: "notifications/progress", params: writer.bytes)
  }

  /// Sends a log message to the client, if it asked for this level. Never anything secret.
  public func log(_ level: LogLevel, _ data: JSON, logger: String? = nil) {
    let wanted = version.isModern ? logLevel : session.legacyLogLevel
    guard let wanted, level >= wanted else { return }
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("level", level.rawValue)
    if let logger { writer.member("logger", logger) }
    writer.member("data", data)
    writer.endObject()
    session.peer.notify(method: "notifications/message", params: writer.bytes)
  }

  /// Tells every client that subscribed to a resource that it has changed.
  public func resourceChanged(_ uri: String) { server.notify(of: .resource(uri: uri)) }
}
