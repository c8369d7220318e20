import JSONRPC
import MCP
import Synchronization

/// A legacy session as it is in memory: its requests, and the streams to its client.
final class HTTPSession: Sendable {
  let token: SessionToken
  let legacy: LegacySession
  let messages: LegacyMessages

  private struct State {
    var lastStream = 0
    /// Streams that have a client or may get one again, oldest first.
    var streams: [(id: EventID.Stream, stream: ResponseStream)] = []
    var lastUse: Int64
  }
  private let state: Mutex<State>
  private let incarnation = UInt32.random(in: 1 ... .max)
  private let limits: ReplayBuffer.Limits
  private let clock: @Sendable () -> Int64

  init(_ token: SessionToken, server: Server, options: EndpointOptions, clock: @escaping @Sendable () -> Int64) {
    self.token = token
    // So that a late answer to a question of an earlier server, or of the time before the session left memory, is no answer to
    // one of now; and no larger than what JavaScript holds exactly.
    let firstID = Int64.random(in: 1..<(1 << 32)) << 20
    let peer = Peer(requestLimit: options.sessionRequests, firstID: firstID)
    legacy = LegacySession(version: token.version, capabilities: token.capabilities, peer: peer)
    messages = LegacyMessages(server: server, session: legacy)
    limits = options.replay
    self.clock = clock
    state = Mutex(State(lastUse: clock()))
  }

  var lastUse: Int64 { state.withLock { $0.lastUse } }
  func use() {
    let now = clock()
    state.withLock { $0.lastUse = now }
  }

  /// True while something is in flight or a client listens.
  var isBusy: Bool {
    !legacy.peer.isIdle || state.withLock { $0.streams }.contains { $0.stream.read(\.hasClient) }
  }

  /// A new stream for the answer to a request, which isn't kept yet.
  func makeRequestStream() -> (id: EventID.Stream, stream: ResponseStream) {
    let id = makeStreamID(.request)
    return (id, ResponseStream(StreamState(resumption: resumption(id)), clock: clock))
  }

  /// A new stream for what belongs to no request. It takes the place of those that have lost their client.
  func openStandaloneStream() -> (id: EventID.Stream, stream: ResponseStream) {
    let id = makeStreamID(.standalone)
    let stream = ResponseStream(StreamState(standalone: resumption(id), at: clock()), clock: clock)
    let abandoned = state.withLock { state in
      let abandoned = state.streams.filter { $0.id.kind == .standalone && !$0.stream.read(\.hasClient) }
      state.streams.removeAll { entry in abandoned.contains { $0.id == entry.id } }
      state.streams.append((id, stream))
      return abandoned
    }
    for (_, stream) in abandoned { stream.end() }
    return (id, stream)
  }

  func keep(_ stream: ResponseStream, as id: EventID.Stream) {
    state.withLock { $0.streams.append((id, stream)) }
  }

  /// Forgets a stream, whether or not it has come to its end.
  func drop(_ id: EventID.Stream) {
    let dropped = state.withLock { state in
      let dropped = state.streams.first { $0.id == id }
      state.streams.removeAll { $0.id == id }
      return dropped
    }
    dropped?.stream.end()
  }

  func stream(_ id: EventID.Stream) -> ResponseStream? {
    state.withLock { state in state.streams.first { $0.id == id }?.stream }
  }

  /// Sends a message that belongs to no request, on one stream alone: the newest that has a client, else the newest that waits
  /// for its client to come back. Without any it is lost, as the client has chosen not to listen.
  func deliver(_ message: [UInt8]) {
    let standalone = state.withLock { $0.streams }.filter { $0.id.kind == .standalone }
    (standalone.last { $0.stream.read(\.hasClient) } ?? standalone.last)?.stream.send(message)
  }

  /// Gives signs of life, and forgets streams to which no client can come back.
  func beat() {
    for (id, stream) in state.withLock({ $0.streams }) {
      stream.beat()
      if stream.read(\.hasEnded) { drop(id) }
    }
  }

  /// Ends the streams that would go on for ever.
  func endStandaloneStreams() {
    for (id, _) in state.withLock({ $0.streams }) where id.kind == .standalone { drop(id) }
  }

  /// Ends all that is going on.
  func end() {
    legacy.peer.cancelAll()
    for (id, _) in state.withLock({ $0.streams }) { drop(id) }
  }

  private func makeStreamID(_ kind: EventID.Stream.Kind) -> EventID.Stream {
    let number = state.withLock { state in
      state.lastStream += 1
      return state.lastStream
    }
    return EventID.Stream(incarnation: incarnation, kind: kind, number: number)
  }

  private func resumption(_ id: EventID.Stream) -> StreamState.Resumption {
    StreamState.Resumption(name: "\(id)", isPrimed: legacy.version >= .v2025_11_25, limits: limits)
  }
}
