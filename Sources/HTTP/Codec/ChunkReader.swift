/// Undoes chunked coding (RFC 9112 section 7.1). Extensions are read past, trailers are checked and dropped.
struct ChunkReader {
  private enum Part {
    case sizeLine
    case data(left: Int)
    case endOfData
    case trailers
  }

  private let limits: HTTPLimits
  private var part = Part.sizeLine
  private var lines = LineSearch()
  private var extensionBytes = 0
  private var trailerBytes = 0
  private var trailerCount = 0

  init(limits: HTTPLimits) { self.limits = limits }

  /// Reads what is there.
  /// - Parameters:
  ///   - buffer: what was not taken at the last call, and more.
  ///   - body: what the chunks hold is added to it. Empty at the first call.
  /// - Returns: how many bytes were taken, and whether they end the body.
  mutating func read(
    _ buffer: ReadBuffer, into body: inout [UInt8]
  ) throws(RequestRefusal) -> (count: Int, isComplete: Bool) {
    let text = buffer.bytes.span.extracting(buffer.filled)
    var isComplete = false
    var goesOn = true
    while goesOn, !isComplete {
      switch part {
      case .sizeLine: goesOn = try readSizeLine(text, bodyLeft: limits.bodyBytes - body.count)
      case .data(let left): goesOn = readData(text, left, into: &body)
      case .endOfData: goesOn = try readEndOfData(text)
      case .trailers:
        guard let line = try trailerLine(text) else {
          goesOn = false
          break
        }
        isComplete = try readTrailer(text, line)
      }
    }
    let count = lines.start
    lines.dropBefore()
    return (count, isComplete)
  }

  private mutating func readSizeLine(
    _ text: borrowing Span<UInt8>, bodyLeft: Int
  ) throws(RequestRefusal) -> Bool {
    let extensionsLeft = limits.headBytes - extensionBytes
    let end = lines.start + ChunkSize.maximumDigits + extensionsLeft + 2
    guard let line = try lines.next(text, before: end, or: .contentTooLarge) else { return false }
    let size = try ChunkSize(text, line)
    extensionBytes += size.extensionBytes
    guard extensionBytes <= limits.headBytes, size.value <= bodyLeft else {
      throw .contentTooLarge
    }
    part = size.value == 0 ? .trailers : .data(left: size.value)
    return true
  }

  private mutating func readData(_ text: borrowing Span<UInt8>, _ left: Int, into body: inout [UInt8]) -> Bool {
    let start = lines.start
    let count = min(left, text.count - start)
    body.append(text.extracting(start..<start + count))
    lines.skip(to: start + count)
    part = count == left ? .endOfData : .data(left: left - count)
    return count == left
  }

  private mutating func readEndOfData(_ text: borrowing Span<UInt8>) throws(RequestRefusal) -> Bool {
    let start = lines.start
    if start < text.count, text[start] != UInt8(ascii: "\r") { throw Self.noEndOfData }
    guard start + 1 < text.count else { return false }
    guard text[start + 1] == UInt8(ascii: "\n") else { throw Self.noEndOfData }
    lines.skip(to: start + 2)
    part = .sizeLine
    return true
  }

  private mutating func trailerLine(_ text: borrowing Span<UInt8>) throws(RequestRefusal) -> Range<Int>? {
    let end = lines.start + limits.headBytes - trailerBytes
    guard let line = try lines.next(text, before: end, or: .fieldsTooLarge) else { return nil }
    trailerBytes += line.count + 2
    return line
  }

  private mutating func readTrailer(
    _ text: borrowing Span<UInt8>, _ line: Range<Int>
  ) throws(RequestRefusal) -> Bool {
    guard !line.isEmpty else { return true }
    guard trailerCount < limits.fieldCount else { throw .tooManyFields }
    trailerCount += 1
    _ = try FieldLine.read(text, line)
    return false
  }

  private static var noEndOfData: RequestRefusal { .malformed("A chunk doesn't end where its size says.") }
}
