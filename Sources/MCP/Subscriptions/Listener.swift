import JSON
import JSONRPC
import Synchronization

/// What one `subscriptions/listen` request asked for and was granted.
struct ListenFilter: Sendable, Equatable {
  var toolsListChanged = false
  var promptsListChanged = false
  var resourcesListChanged = false
  var resourceSubscriptions: [String] = []

  /// Addresses that one request may subscribe to.
  static let subscriptionLimit = 256

  /// Takes from what was asked what this server can keep.
  init(_ asked: JSONObject, server: Server) throws(RPCError) {
    toolsListChanged = asked["toolsListChanged"] == true && server.changes.contains(.tools)
    promptsListChanged = asked["promptsListChanged"] == true && server.changes.contains(.prompts)
    resourcesListChanged = asked["resourcesListChanged"] == true && server.changes.contains(.resources)
    guard let addresses = asked["resourceSubscriptions"] else { return }
    guard let addresses = addresses.array, addresses.count <= Self.subscriptionLimit else {
      throw .invalidParams("\"resourceSubscriptions\" must be an array of at most \(Self.subscriptionLimit) addresses.")
    }
    for address in addresses {
      guard case .string(let uri) = address else { throw .invalidParams("A resource's address must be a string.") }
      if server.hasResource(uri) { resourceSubscriptions.append(uri) }
    }
  }

  func admits(_ change: Change) -> Bool {
    switch change {
    case .tools: toolsListChanged
    case .prompts: promptsListChanged
    case .resources: resourcesListChanged
    case .resource(let uri): resourceSubscriptions.contains(uri)
    }
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    if toolsListChanged { writer.member("toolsListChanged", true) }
    if promptsListChanged { writer.member("promptsListChanged", true) }
    if resourcesListChanged { writer.member("resourcesListChanged", true) }
    if !resourceSubscriptions.isEmpty {
      writer.key("resourceSubscriptions")
      writer.beginArray()
      for uri in resourceSubscriptions { writer.value(uri) }
      writer.endArray()
    }
    writer.endObject()
  }
}

/// A listening request that is open: it ends when the client cancels it or the session closes.
struct Listener: Sendable {
  let id: RequestID
  let filter: ListenFilter
  let end: EndSignal
}

/// Wakes the one task that waits for it, once.
final class EndSignal: Sendable {
  private enum State {
    case open
    case waiting(CheckedContinuation<Void, Never>)
    case ended
  }
  private let state = Mutex(State.open)

  func end() {
    let waiter = state.withLock { state in
      defer { state = .ended }
      if case .waiting(let continuation) = state { return continuation as CheckedContinuation? }
      return nil
    }
    waiter?.resume()
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let hasEnded = state.withLock { state in
        if case .ended = state { return true }
        state = .waiting(continuation)
        return false
      }
      if hasEnded { continuation.resume() }
    }
  }
}

extension Server {
  func hasResource(_ uri: String) -> Bool {
    resources.contains { $0.uri == uri } || resourceTemplates.contains { $0.template.match(uri) != nil }
  }
}
