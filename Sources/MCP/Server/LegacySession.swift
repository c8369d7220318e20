public import JSONRPC
import Synchronization

/// What `initialize` (2025-11-25 and before) began: the conversation with one client, and what it has set since.
public final class LegacySession: Sendable {
  public let version: ProtocolVersion
  public let capabilities: ClientCapabilities
  /// The requests in both directions.
  public let peer: Peer

  private struct State {
    var logLevel: LogLevel?
    var subscriptions: Set<String> = []
  }
  private let state = Mutex(State())

  public init(version: ProtocolVersion, capabilities: ClientCapabilities, peer: Peer) {
    self.version = version
    self.capabilities = capabilities
    self.peer = peer
  }

  var logLevel: LogLevel? {
    get { state.withLock { $0.logLevel } }
    set { state.withLock { $0.logLevel = newValue } }
  }

  /// - Throws: -32602 when there are as many as are allowed.
  func subscribe(to uri: String) throws(RPCError) {
    try state.withLock { state throws(RPCError) in
      guard state.subscriptions.count < ListenFilter.subscriptionLimit else {
        throw .invalidParams("At most \(ListenFilter.subscriptionLimit) resources can be subscribed to.")
      }
      state.subscriptions.insert(uri)
    }
  }

  func unsubscribe(from uri: String) {
    state.withLock { _ = $0.subscriptions.remove(uri) }
  }

  /// The message that tells the client of a change; nil when it was promised none.
  public func notification(of change: Change, from server: Server) -> [UInt8]? {
    let isWanted =
      switch change {
      case .tools: server.changes.contains(.tools)
      case .prompts: server.changes.contains(.prompts)
      case .resources: server.changes.contains(.resources)
      case .resource(let uri): state.withLock { $0.subscriptions.contains(uri) }
      }
    return isWanted ? change.notification : nil
  }
}

/// Answers what comes in within a legacy session. `initialize` is not among it: it begins another one.
public struct LegacyMessages: MessageHandler {
  private let server: Server
  private let session: LegacySession

  public init(server: Server, session: LegacySession) {
    self.server = server
    self.session = session
  }

  public var acceptsBatches: Bool { session.version <= .v2025_03_26 }

  public func answer(_ request: Request, on sink: any MessageSink) -> Answer {
    answer(request, RequestParameters(request.params), on: sink)
  }

  func answer(_ request: Request, _ parameters: RequestParameters, on sink: any MessageSink) -> Answer {
    server.answer(in: RequestContext(legacy: request, parameters, session: session, server: server, sink: sink))
  }

  public func handle(_ notification: Notification) {
    if let id = notification.cancelledRequest { session.peer.cancel(id) }
  }
}
