/// The limits of an endpoint, all of them per principal.
public struct EndpointOptions: Sendable {
  /// Bytes of a message, and how deep its JSON may be.
  public var messageBytes = 4 << 20
  public var messageDepth = 128
  /// Seconds of silence after which an open stream gives a sign of life, and after which an answer that isn't there yet becomes
  /// a stream. It may take a third longer.
  public var keepAlive = 15
  /// Streams without an end of their own that may be open: `subscriptions/listen`, and GET of the legacy eras. Beyond: 429.
  public var eventStreams = 64

  /// Legacy sessions in memory. One that isn't used makes room; if all are, 503.
  public var sessions = 1024
  /// Seconds after which a session that isn't used leaves memory. It comes back with its next request, but has forgotten
  /// subscriptions and log level.
  public var sessionIdle: Int64 = 1800
  /// Seconds after which a session id is refused, so that clients begin anew.
  public var sessionLifetime: Int64 = 7 * 24 * 3600
  /// Ended sessions that are remembered.
  public var endedSessions = 10_000
  /// Requests of one session that may be in flight. Beyond: 429.
  public var sessionRequests = 64
  /// Requests of all legacy sessions that may be in flight, and the bytes of their bodies together. They don't end with their
  /// connections, so that nothing else would limit what clients leave behind. Beyond: 429.
  public var requests = 1024
  public var requestBytes = 64 << 20

  /// Of the events of one stream, how many, how many bytes and for how many seconds they are kept for a client that lost its
  /// connection.
  public var replayEvents = 128
  public var replayBytes = 64 << 10
  public var replayAge: Int64 = 300
  /// Streams that are kept without a client.
  public var replayStreams = 128

  public init() {}
}

extension EndpointOptions {
  var replay: ReplayBuffer.Limits { ReplayBuffer.Limits(count: replayEvents, bytes: replayBytes, age: replayAge) }
  /// Three of these are `keepAlive`.
  var beat: Duration { .milliseconds(keepAlive * 1000 / 3) }
}
