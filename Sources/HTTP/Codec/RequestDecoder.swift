/// Reads HTTP/1.x requests from the bytes of one connection (RFC 9112), strictly: what two readers could understand in two
/// ways is refused. Knows no sockets: it is given bytes, and hands out what is complete.
///
/// What `next` leaves in the buffer is a part of a head or of a line, within the limits. Requests that follow one another are
/// buffered until `next` gets to them: whoever fills in decides how many.
struct RequestDecoder {
  enum Event: Equatable {
    case head(RequestHead, BodyPlan)
    /// The same head as the last, apart from the body's length.
    case sameHead(BodyPlan)
    /// The whole body; ends the request. Also sent, empty, when there is none. To be dropped before the next bytes are filled
    /// in: it may be where the decoder buffers.
    case body(ArraySlice<UInt8>)
  }

  private enum State {
    case head
    case body(length: Int)
    case chunkedBody(ChunkReader)
    case refused(RequestRefusal)
  }

  private let limits: HTTPLimits
  private var buffer = ReadBuffer()
  private var state = State.head
  private var head: HeadReader
  private var memo: HeadMemo?
  /// What is there of a body. Outside of the state, where adding to it would copy it.
  private var body: [UInt8] = []
  private var hasSkippedEmptyLine = false

  init(limits: HTTPLimits) {
    self.limits = limits.bounded
    head = HeadReader(limits: self.limits)
  }

  /// Lets `read` put up to `size` bytes behind what is buffered; returns what `read` returned.
  mutating func fill(_ size: Int, _ read: (UnsafeMutableRawBufferPointer) -> Int) -> Int { buffer.fill(size, read) }

  /// Buffers in `room`, which several decoders use in turn, until `leave`; not if `size` more bytes would not fit in there.
  mutating func enter(_ room: inout [UInt8], for size: Int) { buffer.enter(&room, for: size) }

  /// Gives the room back, and keeps what is still needed in a buffer of its own, which has just that size.
  mutating func leave(_ room: inout [UInt8]) { buffer.leave(&room) }

  /// The next thing that the bytes hold, or nil when more are needed. After a refusal, every further call throws it again.
  mutating func next() throws(RequestRefusal) -> Event? {
    do throws(RequestRefusal) {
      switch state {
      case .head: return try nextHead()
      case .body(let length): return nextBody(length: length)
      case .chunkedBody(let chunks): return try nextBody(chunks)
      case .refused(let refusal): throw refusal
      }
    } catch {
      state = .refused(error)
      (buffer, body) = (ReadBuffer(), [])
      throw error
    }
  }

  /// Bytes that are buffered and not yet handed out.
  var bufferedBytes: Int { buffer.count }

  /// Bytes that are there of a body that isn't complete.
  var incompleteBodyBytes: Int { body.count }

  /// Between two requests, and no byte of the next is buffered.
  var isIdle: Bool {
    if case .head = state { buffer.count == 0 } else { false }
  }

  /// A request's head was handed out, and its body wasn't yet.
  var isReadingBody: Bool {
    switch state {
    case .body, .chunkedBody: true
    case .head, .refused: false
    }
  }

  private mutating func nextHead() throws(RequestRefusal) -> Event? {
    guard try skipEmptyLine(), buffer.count > 0 else { return nil }
    if let (plan, count) = memo?.match(buffer, limits) {
      begin(plan, behind: count)
      return .sameHead(plan)
    }
    guard let whole = try head.read(buffer) else { return nil }
    memo = HeadMemo(whole.head, whole.plan, length: whole.lengthPlace)
    begin(whole.plan, behind: whole.count)
    return .head(whole.head, whole.plan)
  }

  /// Goes on to the body behind a head.
  private mutating func begin(_ plan: BodyPlan, behind count: Int) {
    buffer.consume(count)
    if head.hasBegun { head = HeadReader(limits: limits) }
    hasSkippedEmptyLine = false
    switch plan.length {
    case .none: state = .body(length: 0)
    case .known(let length): state = .body(length: length)
    case .chunked: state = .chunkedBody(ChunkReader(limits: limits))
    }
  }

  /// RFC 9112 section 2.2: a client may send an empty line too much behind a request.
  /// - Returns: false when only half of such a line is there.
  private mutating func skipEmptyLine() throws(RequestRefusal) -> Bool {
    while let first = buffer.first, first == UInt8(ascii: "\r") || first == UInt8(ascii: "\n") {
      guard first == UInt8(ascii: "\r"), !hasSkippedEmptyLine else { throw Self.noMethod }
      guard let second = buffer.second else { return false }
      guard second == UInt8(ascii: "\n") else { throw Self.noMethod }
      buffer.consume(2)
      hasSkippedEmptyLine = true
    }
    return true
  }

  private static var noMethod: RequestRefusal { .malformed("A request begins with its method.") }

  private mutating func nextBody(length: Int) -> Event? {
    if body.isEmpty, buffer.count >= length {
      state = .head
      return .body(buffer.take(length))
    }
    let count = min(length - body.count, buffer.count)
    // A client must have sent something for the room that it announces.
    if body.count + count > Self.trustedBytes { body.reserveCapacity(length) }
    buffer.move(count, to: &body)
    return body.count == length ? wholeBody() : nil
  }

  private mutating func nextBody(_ chunks: ChunkReader) throws(RequestRefusal) -> Event? {
    var chunks = chunks
    let (count, isComplete) = try chunks.read(buffer, into: &body)
    buffer.consume(count)
    state = .chunkedBody(chunks)
    return isComplete ? wholeBody() : nil
  }

  private static let trustedBytes = 64 << 10

  private mutating func wholeBody() -> Event {
    let whole = body
    body = []
    state = .head
    return .body(whole[...])
  }
}
