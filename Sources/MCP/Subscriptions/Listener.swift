import JSON
import JSONRPC

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

/// A listening request that is open: it ends when the client cancels it or the transport closes.
struct Listener: Sendable {
  let id: RequestID
  let filter: ListenFilter
  let sink: any MessageSink
  let end = EndSignal()

  func acknowledge() {
    notify("notifications/subscriptions/acknowledged") { writer in
      writer.key("notifications")
      filter.write(to: &writer)
    }
  }

  func notify(_ method: String, _ body: (inout JSONWriter) -> Void) {
    let params = JSONWriter.object { writer in
      writer.key("_meta")
      writer.beginObject()
      writer.member(Meta.subscriptionID, id.json)
      writer.endObject()
      body(&writer)
    }
    sink.notify(method: method, params: params)
  }
}

extension Server {
  func hasResource(_ uri: String) -> Bool {
    resources.contains { $0.uri == uri } || resourceTemplates.contains { $0.template.match(uri) != nil }
  }
}
