public import JSON
public import JSONRPC
import Synchronization

/// The conversation with one client over a transport that keeps a connection.
///
/// The era is decided message by message: a request that names its revision in `_meta` is answered by the modern rules,
/// `initialize` (re)starts a legacy session, and whatever names nothing belongs to that session.
public final class Session: Sendable {
  /// Listening requests that may be open. They count as requests in flight for as long as the client likes, and must leave
  /// room for others.
  private static let listenerLimit = 64

  private let server: Server
  private let sink: any MessageSink
  public let peer: Peer
  private let listeners = Listeners(limit: listenerLimit)
  private let legacy = Mutex<LegacySession?>(nil)

  init(server: Server, sink: any MessageSink, requestLimit: Int) {
    self.server = server
    self.sink = sink
    peer = Peer(requestLimit: requestLimit)
  }

  /// Handles one message that came in.
  public func receive(_ text: borrowing Span<UInt8>, limits: JSONLimits, in group: inout DiscardingTaskGroup) {
    peer.receive(text, limits: limits, handler: self, on: sink, in: &group)
  }

  /// Ends what is open, because the transport is about to close: each listening request gets its result.
  public func end() { listeners.end() }
}

extension Session: MessageHandler {
  public var acceptsBatches: Bool {
    legacy.withLock { $0 }.map { LegacyMessages(server: server, session: $0).acceptsBatches } ?? false
  }

  public func answer(_ request: Request, on sink: any MessageSink) -> Answer {
    do throws(RPCError) {
      let parameters = RequestParameters(request.params)
      if parameters.namesVersion {
        let meta = try RequestMeta(parameters)
        let context = try RequestContext(
          modern: request, parameters, meta: meta, version: meta.version(), server: server, sink: sink,
          listeners: listeners)
        return server.answer(in: context)
      }
      if request.method == "initialize" { return .now(begin(Handshake(request.params), request.id)) }
      return LegacyMessages(server: server, session: try session(for: request)).answer(request, parameters, on: sink)
    } catch {
      return .now(.error(error))
    }
  }

  public func handle(_ notification: Notification) {
    guard let id = notification.cancelledRequest else { return }
    peer.cancel(id)
  }

  private func begin(_ handshake: Handshake, _ id: RequestID) -> Reply {
    let session = LegacySession(version: handshake.version, capabilities: handshake.capabilities, peer: peer)
    legacy.withLock { $0 = session }
    return server.reply(to: handshake, id: id)
  }

  private func session(for request: Request) throws(RPCError) -> LegacySession {
    if let session = legacy.withLock({ $0 }) { return session }
    guard request.method == "ping" else {
      throw .invalidParams(
        "params._meta lacks \"\(Meta.protocolVersion)\" and \"\(Meta.clientCapabilities)\", and no session was begun with initialize."
      )
    }
    return LegacySession(version: .newestLegacy, capabilities: [], peer: peer)
  }
}

extension Session: ChangeObserver {
  public func changed(_ change: Change) {
    if let message = legacy.withLock({ $0 })?.notification(of: change, from: server) { sink.send(message) }
    listeners.changed(change)
  }
}

extension Notification {
  /// The request that is to be cancelled, if that is what the notification says (basic/utilities/cancellation).
  var cancelledRequest: RequestID? {
    method == "notifications/cancelled" ? params?["requestId"].flatMap(RequestID.init) : nil
  }
}
