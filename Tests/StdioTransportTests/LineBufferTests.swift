import Testing

@testable import StdioTransport

/// Bytes become lines, however they are cut into reads.
struct LineBufferTests {
  private enum Line: Equatable {
    case text(String)
    case tooLong
  }

  /// What comes out when the pieces come in one after the other.
  private func lines(_ pieces: [[UInt8]], limit: Int = 100) -> [Line] {
    var buffer = LineBuffer(limit: limit)
    var lines: [Line] = []
    func take(_ line: LineBuffer.Line) {
      switch line {
      case .text(let range): lines.append(.text(String(decoding: buffer.bytes[range], as: UTF8.self)))
      case .tooLong: lines.append(.tooLong)
      }
    }
    for piece in pieces {
      var rest = piece[...]
      while !rest.isEmpty {
        let count = buffer.fill(64) { free in
          let part = rest.prefix(free.count)
          free.copyBytes(from: part)
          return part.count
        }
        rest = rest.dropFirst(count)
        while let line = buffer.next() { take(line) }
      }
    }
    if let line = buffer.rest() { take(line) }
    #expect(buffer.rest() == nil)
    return lines
  }

  private func lines(_ text: String, limit: Int = 100) -> [Line] { lines([Array(text.utf8)], limit: limit) }

  @Test(arguments: [
    ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("\n\na\n\n", ["", "", "a", ""]),
    ("a\r\nb\r\n", ["a\r", "b\r"]), ("a\rb\n", ["a\rb"]), ("a\0b\nc", ["a\0b", "c"]), ("ä\u{2028}b\n", ["ä\u{2028}b"]),
  ])
  func lineEndsAtNewline(_ text: String, _ expected: [String]) {
    #expect(lines(text) == expected.map(Line.text))
  }

  @Test func everyCutGivesTheSameLines() {
    let bytes = Array("one\n\ntwo\r\n\nthree four\nend".utf8)
    let whole = lines([bytes])
    #expect(whole.count == 6)
    for first in 0...bytes.count {
      for second in first...bytes.count {
        let pieces = [Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...])]
        #expect(lines(pieces) == whole)
      }
    }
    #expect(lines(bytes.map { [$0] }) == whole)
  }

  @Test(arguments: [1, 5, 63, 64, 65, 200])
  func lineOfTheLimitIsTakenAndOneMoreByteIsNot(_ limit: Int) {
    let fits = String(repeating: "x", count: limit)
    #expect(lines("\(fits)\nnext\n", limit: max(limit, 4)).first == .text(fits))
    #expect(lines("\(fits)", limit: limit) == [.text(fits)])
    #expect(lines("\(fits)x\n", limit: limit) == [.tooLong])
    #expect(lines("\(fits)x", limit: limit) == [.tooLong])
  }

  @Test(arguments: [6, 64, 65, 128, 1000, 100_000])
  func lineThatIsTooLongIsReportedOnceAndTheNextIsFine(_ length: Int) {
    let long = String(repeating: "x", count: length)
    #expect(lines("a\n\(long)\nb\n", limit: 5) == [.text("a"), .tooLong, .text("b")])
    #expect(lines("\(long)\n\(long)\nb", limit: 5) == [.tooLong, .tooLong, .text("b")])
    for cut in [1, 5, 6, 7, length, length + 1] {
      let bytes = Array("\(long)\n\nb".utf8)
      #expect(
        lines([Array(bytes.prefix(cut)), Array(bytes.dropFirst(cut))], limit: 5) == [.tooLong, .text(""), .text("b")])
    }
  }

  @Test func tooLongIsReportedBeforeTheLineEnds() {
    var buffer = LineBuffer(limit: 3)
    let count = buffer.fill(10) { free in
      free.copyBytes(from: Array("xxxx".utf8))
      return 4
    }
    #expect(count == 4)
    #expect(buffer.next() == .tooLong)
    #expect(buffer.next() == nil)
  }

  @Test(arguments: [-1, 0, 5, 1000])
  func countThatASystemCallReportsIsNotTrusted(_ reported: Int) {
    var buffer = LineBuffer(limit: 3)
    #expect(buffer.fill(5) { _ in reported } == min(5, max(0, reported)))
  }
}
