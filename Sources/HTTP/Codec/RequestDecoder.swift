/// Reads HTTP/1.x requests from the bytes of one connection (RFC 9112), strictly: what two readers could understand in two
/// ways is refused. Knows no sockets: it is given bytes, and hands out what is complete.
struct RequestDecoder {
  enum Event: Equatable {
    case head(RequestHead, BodyPlan)
    /// The whole body; ends the request. Also sent, empty, when there is none.
    case body([UInt8])
  }

  init(limits: HTTPLimits) {}

  /// Lets `read` put up to `size` bytes behind what is buffered; returns what `read` returned.
  mutating func fill(_ size: Int, _ read: (UnsafeMutableRawBufferPointer) -> Int) -> Int { 0 }

  /// Adds bytes that were read elsewhere.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {}

  /// The next thing that the bytes hold, or nil when more are needed. After a refusal, every further call throws it again.
  mutating func next() throws(RequestRefusal) -> Event? { nil }

  /// Bytes that are buffered and not yet handed out.
  var bufferedBytes: Int { 0 }

  /// Between two requests, and no byte of the next is buffered.
  var isIdle: Bool { true }

  /// A request's head has begun and isn't complete.
  var isReadingHead: Bool { false }

  /// A request's head was handed out, and its body wasn't yet.
  var isReadingBody: Bool { false }

  /// Frees the buffer if nothing is in it: for connections that are idle.
  mutating func releaseRoom() {}
}
