/// How much a server lets its clients have, and for how long.
public struct HTTPServerOptions: Sendable, Equatable {
  public var limits: HTTPLimits
  /// From the connection's beginning, or a later request's first byte, until its head is complete.
  public var headTime: Duration
  /// From the end of a request's head until its body is complete.
  public var bodyTime: Duration
  /// Between two requests.
  public var idleTime: Duration
  /// How long a client may take nothing of what waits for it.
  public var writeTime: Duration
  /// Connections at a time. For a further one, those are closed that have been idle for longest; where none is idle it waits in
  /// the system's queue, with at most about a thousand others.
  public var connectionLimit: Int
  /// Bytes that may wait for a client to read them. Above, a stream is cut off. No more requests are read from a client that
  /// leaves more than this, or than 64 KiB.
  public var outputLimit: Int
  /// Bytes of requests and answers of all connections together, beyond 64 KiB that each may have.
  public var totalBufferLimit: Int

  public init(
    limits: HTTPLimits = HTTPLimits(), headTime: Duration = .seconds(10), bodyTime: Duration = .seconds(30),
    idleTime: Duration = .seconds(60), writeTime: Duration = .seconds(30), connectionLimit: Int = 1024,
    outputLimit: Int = 1 << 20, totalBufferLimit: Int = 64 << 20
  ) {
    self.limits = limits
    self.headTime = headTime
    self.bodyTime = bodyTime
    self.idleTime = idleTime
    self.writeTime = writeTime
    self.connectionLimit = connectionLimit
    self.outputLimit = outputLimit
    self.totalBufferLimit = totalBufferLimit
  }
}
