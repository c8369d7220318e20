import JSON
import JSONRPC
import Synchronization

extension Session {
  /// Listening requests that may be open. They count as requests in flight for as long as the client likes, and must leave
  /// room for others.
  private static let listenerLimit = 64

  func open(_ listener: Listener) throws(RPCError) {
    let acknowledgement = params(of: listener) { writer in
      writer.key("notifications")
      listener.filter.write(to: &writer)
    }
    try state.withLock { state throws(RPCError) in
      guard state.listeners.count < Self.listenerLimit else {
        throw .invalidParams("At most \(Self.listenerLimit) subscriptions can be open.")
      }
      state.listeners.append(listener)
      // Under the lock, so that no change can be told before it.
      peer.notify(method: "notifications/subscriptions/acknowledged", params: acknowledgement)
      if state.hasEnded { listener.end.end() }
    }
  }

  func close(_ listener: Listener) {
    state.withLock { $0.listeners.removeAll { $0.id == listener.id } }
  }

  /// Ends what is open, because the transport is about to close: each listening request gets its result.
  public func end() {
    let listeners = state.withLock { state in
      state.hasEnded = true
      return state.listeners
    }
    for listener in listeners { listener.end.end() }
  }

  func notify(of change: Change) {
    let (legacy, listeners) = state.withLock { ($0.legacy, $0.listeners) }
    if let legacy, legacy.wants(change, from: server) {
      peer.notify(method: change.method, params: change.uri.map { Self.object(uri: $0) })
    }
    for listener in listeners where listener.filter.admits(change) {
      peer.notify(
        method: change.method,
        params: params(of: listener) { writer in
          if let uri = change.uri { writer.member("uri", uri) }
        })
    }
  }

  private func params(of listener: Listener, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("_meta")
    writer.beginObject()
    writer.member(Meta.subscriptionID, listener.id.json)
    writer.endObject()
    body(&writer)
    writer.endObject()
    return writer.finish()
  }

  private static func object(uri: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("uri", uri)
    writer.endObject()
    return writer.finish()
  }
}

extension LegacySession {
  fileprivate func wants(_ change: Change, from server: Server) -> Bool {
    switch change {
    case .tools: server.changes.contains(.tools)
    case .prompts: server.changes.contains(.prompts)
    case .resources: server.changes.contains(.resources)
    case .resource(let uri): subscriptions.contains(uri)
    }
  }
}

extension Change {
  fileprivate var method: String {
    switch self {
    case .tools: "notifications/tools/list_changed"
    case .prompts: "notifications/prompts/list_changed"
    case .resources: "notifications/resources/list_changed"
    case .resource: "notifications/resources/updated"
    }
  }

  fileprivate var uri: String? { if case .resource(let uri) = self { uri } else { nil } }
}
