/// Reads the head of one request line by line, as its lines come in.
struct HeadReader {
  private let limits: HTTPLimits
  private var lines = LineSearch()
  private var requestLine: RequestLine?
  private var places: [HTTPFields.Place] = []
  private var framing = MessageFraming()

  init(limits: HTTPLimits) { self.limits = limits }

  /// Reads the lines that are complete.
  /// - Parameter buffer: from the head's first byte on: all that was there at the last call, and more.
  /// - Returns: the head and the number of its bytes, or nil when more are needed.
  mutating func read(
    _ buffer: ReadBuffer
  ) throws(RequestRefusal) -> (head: RequestHead, plan: BodyPlan, count: Int)? {
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

  private func whole(
    _ text: borrowing Span<UInt8>
  ) throws(RequestRefusal) -> (head: RequestHead, plan: BodyPlan, count: Int)? {
    guard let requestLine else { return nil }
    let plan = try framing.plan(for: requestLine, text, limits: limits)
    let bytes = text.withUnsafeBufferPointer { Array($0) }
    let fields = HTTPFields(bytes: bytes, places: places)
    return (RequestHead(line: requestLine, host: framing.host ?? 0..<0, fields: fields), plan, bytes.count)
  }

  private static let usualFieldCount = 16
}
