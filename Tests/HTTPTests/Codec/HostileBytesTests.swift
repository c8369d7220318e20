import TestSupport
import Testing

@testable import HTTP

/// Whatever comes in, the decoder says the same for each way of cutting it, and never traps.
struct HostileBytesTests {
  @Test(arguments: 0..<8)
  func randomBytes(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 0...200, using: &random)
      check((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }, &random)
    }
  }

  /// Bytes that mean something to the decoder get further into it.
  @Test(arguments: 0..<8)
  func randomPieces(_ seed: UInt64) {
    let pieces = [
      "GET ", "POST ", "/", "*", "http://a", " HTTP/1.1", " HTTP/1.0", "\r\n", "\r\n\r\n", "\r", "\n", "Host: a\r\n",
      "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", ":", " ", "\t", ";", ",", "0",
      "3",
      "3\r\nabc\r\n", "0\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "[::", "\"",
      "\\", "\0",
    ].map { Array($0.utf8) }
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let count = Int.random(in: 0...20, using: &random)
      check((0..<count).flatMap { _ in pieces.randomElement(using: &random) ?? [] }, &random)
    }
  }

  @Test(arguments: 0..<8)
  func damagedRequests(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for example in SplitTests.examples {
      var bytes = example.bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) { damage(&bytes, &random) }
      check(bytes, &random)
    }
  }

  private func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard let index = bytes.indices.randomElement(using: &random) else { return }
    let byte = UInt8.random(in: 0...255, using: &random)
    switch Int.random(in: 0...3, using: &random) {
    case 0: bytes[index] = byte
    case 1: bytes[index] ^= 1 << (byte & 7)
    case 2: bytes.insert(byte, at: index)
    default: bytes.remove(at: index)
    }
  }

  private func check(_ bytes: [UInt8], _ random: inout SeededGenerator) {
    let limits = HTTPLimits(
      headBytes: Int.random(in: 0...200, using: &random), fieldCount: Int.random(in: 0...5, using: &random),
      bodyBytes: Int.random(in: 0...10, using: &random))
    for limits in [limits, HTTPLimits()] {
      let steps = Decoding.steps(bytes, limits: limits)
      let places = (0..<3).map { _ in Int.random(in: 0...bytes.count, using: &random) }.sorted()
      #expect(Decoding.steps(bytes, cutAt: places, limits: limits) == steps, "\(bytes)")
      #expect(Decoding.steps(bytes, cutAt: Array(0..<bytes.count), limits: limits) == steps, "\(bytes)")
    }
  }
}
