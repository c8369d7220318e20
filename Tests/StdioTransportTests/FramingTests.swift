import JSON
import TestSupport
import Testing

/// Lines to a real process: whatever comes, it answers and lives on.
@Suite(.timeLimit(.minutes(10)))
struct FramingTests {
  private static let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
  private static let pong = #"{"jsonrpc":"2.0","id":1,"result":{}}"#

  @Test(
    arguments: [
      ([0xFF], "unexpected byte 0xFF at byte 0"), ([0x22, 0xC3, 0x28, 0x22], "invalid UTF-8 at byte 1"),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], "invalid UTF-8 at byte 1"), ([0x00], "unexpected byte 0x00 at byte 0"),
      ([0x22, 0x00, 0x22], "unescaped byte 0x00 in a string at byte 1"),
      ([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], "unexpected byte 0xEF at byte 0"), ([0x7B], "unexpected end of text at byte 1"),
      ([0x0C], "unexpected byte 0x0C at byte 0"),
    ] as [([UInt8], String)])
  func bytesThatAreNoJSONAreRefused(_ bytes: [UInt8], _ reason: String) async throws {
    try await withClient(.stdio) { client in
      try await client.send(bytes: bytes + [0x0A])
      let message = JSON.string("Not JSON: \(reason).")
      let refusal = #"{"jsonrpc":"2.0","error":{"code":-32700,"message":\#(message)}}"#
      let answer = try await client.receive()
      #expect(answer == refusal)
      let next = try await client.ask(Self.ping)
      #expect(next == Self.pong)
    }
  }

  @Test func deepNestingIsRefused() async throws {
    try await withClient(.stdio) { client in
      let answer = try await client.ask(String(repeating: "[", count: 1_000_000))
      #expect(
        answer
          == #"{"jsonrpc":"2.0","error":{"code":-32700,"message":"Not JSON: more than 128 nested arrays and objects at byte 128."}}"#
      )
      let next = try await client.ask(Self.ping)
      #expect(next == Self.pong)
    }
  }

  @Test func blankLinesAndCarriageReturnsMeanNothing() async throws {
    try await withClient(.stdio) { client in
      try await client.send("\n\r\n  \t \r\n\(Self.ping)\r\n\n")
      let answer = try await client.receive()
      #expect(answer == Self.pong)
      let rest = try await client.end()
      #expect(rest.isEmpty)
    }
  }

  /// A request that is as long as this.
  private func padded(_ length: Int) -> String {
    let empty = #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":""}}"#
    let padding = String(repeating: "x", count: length - empty.utf8.count)
    return #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"\#(padding)"}}"#
  }

  @Test(arguments: [(4 << 20, true), (4 << 20 + 1, false), (10 << 20, false)])
  func lineHasALimit(_ length: Int, isTaken: Bool) async throws {
    let refusal =
      #"{"jsonrpc":"2.0","error":{"code":-32600,"message":"A message is one line of at most 4194304 bytes."}}"#
    try await withClient(.stdio) { client in
      let answer = try await client.ask(padded(length))
      #expect(answer == (isTaken ? Self.pong : refusal))
      let next = try await client.ask(Self.ping)
      #expect(next == Self.pong)
    }
  }

  @Test func lastLineNeedsNoEnd() async throws {
    try await withClient(.stdio) { client in
      try await client.send(bytes: Array(Self.ping.utf8))
      let rest = try await client.end()
      #expect(rest == [Self.pong])
    }
  }

  @Test func lineMayComeByteByByte() async throws {
    try await withClient(.stdio) { client in
      for byte in Self.ping.utf8 { try await client.send(bytes: [byte]) }
      let answer = try await client.ask("")
      #expect(answer == Self.pong)
    }
  }

  @Test func manyLinesMayComeAtOnce() async throws {
    try await withClient(.stdio) { client in
      let lines = (0..<500).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"ping"}"# }
      try await client.send(lines.joined(separator: "\n"))
      for id in 0..<500 {
        let answer = try await client.receive()
        #expect(answer == #"{"jsonrpc":"2.0","id":\#(id),"result":{}}"#)
      }
    }
  }

  @Test func strayOutputDoesNotReachTheClient() async throws {
    try await withClient(.stdio) { client in
      _ = try await client.ask(
        #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{}}}"#)
      let answer = try await client.ask(
        #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"test_stray_output"}}"#)
      #expect(answer == #"{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"Written."}]}}"#)
      let rest = try await client.end()
      #expect(rest.isEmpty)
    }
  }
}
