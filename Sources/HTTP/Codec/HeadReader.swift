/// Reads the head of one request line by line, as its lines come in.
struct HeadReader {
  private let limits: HTTPLimits
  private var lines = LineSearch()
  private var requestLine: RequestLine?
  private var places: [HTTPFields.Place] = []
  private var framing = MessageFraming()

  init(limits: HTTPLimits) { self.limits = limits }

  /// A line was read, or a part of one.
  var hasBegun: Bool { lines.hasBegun }

  /// Reads the lines that are complete.
  /// - Parameter buffer: from the head's first byte on: all that was there at the last call, and more.
  /// - Returns: the head, or nil when more is needed.
  mutating func read(_ buffer: ReadBuffer) throws(RequestRefusal) -> ReadHead? {
    let text = buffer.bytes.span.extracting(buffer.filled)
    if requestLine == nil {
      guard let line = try lines.next(text, before: limits.headBytes, or: .targetTooLong) else { return nil }
      requestLine = try RequestLine(text, line)
      places.reserveCapacity(Self.usualFieldCount)
    }
    while let line = try lines.next(text, before: limits.headBytes, or: .fieldsTooLarge) {
      guard !line.isEmpty else { return try whole(text.extracting(0..<lines.start)) }
      guard places.count < limits.fieldCount else { throw .tooManyFields }
      let field = try FieldLine.read(text, line)
      try framing.add(field, of: text)
      places.append(field)
    }
    return nil
  }

  private func whole(_ text: borrowing Span<UInt8>) throws(RequestRefusal) -> ReadHead? {
    guard let requestLine else { return nil }
    let plan = try framing.plan(for: requestLine, text, limits: limits)
    let bytes = text.withUnsafeBufferPointer { Array($0) }
    let fields = HTTPFields(bytes: bytes, places: places)
    let head = RequestHead(line: requestLine, host: framing.host ?? 0..<0, fields: fields)
    return ReadHead(head: head, plan: plan, count: bytes.count, lengthPlace: framing.lengthPlace)
  }

  private static let usualFieldCount = 16
}

/// A whole head.
struct ReadHead {
  let head: RequestHead
  let plan: BodyPlan
  /// Its bytes.
  let count: Int
  /// Where the value of `Content-Length` is.
  let lengthPlace: Range<Int>?
}
