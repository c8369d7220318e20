import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A client that doesn't read makes the server stop reading, and loses nothing.
@Suite(.timeLimit(.minutes(10)), .serialized)
struct BackPressureTests {
  private static let meta =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#

  private func requests(_ count: Int, _ line: (Int) -> String) -> [UInt8] {
    var bytes: [UInt8] = []
    for id in 0..<count { bytes += Array("\(line(id))\n".utf8) }
    return bytes
  }

  /// Sends everything before the first answer is read, then reads all. Returns the ids in the order of their answers, and the
  /// most memory that the server was seen to occupy.
  private func converse(_ requests: [UInt8], answers count: Int) async throws -> (ids: [Int], bytes: Int) {
    let process = try ChildProcess.fixture()
    return try await process.use {
      async let writing: Void = process.write(requests)
      var peak = await process.peakWhileItWorks()
      var ids: [Int] = []
      var rest: [UInt8] = []
      while ids.count < count {
        let bytes = await process.read()
        if bytes.isEmpty { break }
        rest += bytes
        var start = 0
        while let end = Self.endOfLine(rest, from: start) {
          if let id = Self.id(rest[start..<end]) { ids.append(id) }
          start = end + 1
        }
        rest.removeFirst(start)
        peak = max(peak, process.residentBytes ?? 0)
      }
      try await writing
      return (ids, peak)
    }
  }

  private static func endOfLine(_ bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, start < buffer.count else { return nil }
      return memchr(base + start, Int32(UInt8(ascii: "\n")), buffer.count - start).map { UnsafeRawPointer($0) - base }
    }
  }

  private static func id(_ line: ArraySlice<UInt8>) -> Int? {
    let text = String(decoding: line.prefix(40), as: UTF8.self)
    let prefix = #"{"jsonrpc":"2.0","id":"#
    guard text.hasPrefix(prefix) else { return nil }
    return Int(text.dropFirst(prefix.count).prefix { $0.isNumber })
  }

  @Test func hundredThousandAnswersWaitForTheirReader() async throws {
    let lines = requests(100_000) { #"{"jsonrpc":"2.0","id":\#($0),"method":"ping"}"# }
    let (ids, bytes) = try await converse(lines, answers: 100_000)
    #expect(ids == Array(0..<100_000))
    #expect(bytes < 100 << 20)
  }

  @Test func largeAnswersOfToolsAreNotHeapedUp() async throws {
    let count = 250
    // Long requests, so that few are read at once.
    let padding = String(repeating: "x", count: 8000)
    let lines = requests(count) { id in
      #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"test_large_text","x":"\#(padding)",\#(Self.meta)}}"#
    }
    // 25 MB in all.
    let (ids, bytes) = try await converse(lines, answers: count)
    #expect(ids.sorted() == Array(0..<count))
    #expect(bytes < 32 << 20)
  }

  /// These are answered in place, so nothing but the room for output holds them back.
  @Test func largeAnswersFromMemoryAreNotHeapedUp() async throws {
    let count = 15_000
    let lines = requests(count) { #"{"jsonrpc":"2.0","id":\#($0),"method":"tools/list","params":{\#(Self.meta)}}"# }
    // About 200 MB in all.
    let (ids, bytes) = try await converse(lines, answers: count)
    #expect(ids == Array(0..<count))
    #expect(bytes < 100 << 20)
  }
}

extension ChildProcess {
  /// Looks at the memory until it hasn't grown for a while: then the process has taken in what it takes.
  fileprivate func peakWhileItWorks() async -> Int {
    var peak = 0
    var quiet = 0
    while quiet < 20 {
      let bytes = residentBytes ?? 0
      quiet = bytes > peak ? 0 : quiet + 1
      peak = max(peak, bytes)
      await pause(milliseconds: 10)
    }
    return peak
  }
}
