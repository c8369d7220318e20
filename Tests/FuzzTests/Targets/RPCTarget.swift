import ConformanceFixture
import EventLoop
import JSON
import JSONRPC
import MCP
import Synchronization
import TestSupport

@testable import StdioTransport

extension FuzzTarget {
  /// Whatever a client says, in either era: each line that comes back is a message, and no request is answered twice.
  static let rpc = FuzzTarget(name: "rpc") { bytes in
    guard let first = bytes.first, let loop else { return }
    // The first byte chooses how the conversation begins, and where reads end.
    let revisions = ["", "2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
    let revision = revisions[Int(first) % revisions.count]
    let initialize =
      #"{"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"\#(revision)","#
      + #""capabilities":{"sampling":{},"elicitation":{},"roots":{}},"clientInfo":{"name":"f","version":"1"}}}"#
    let start = revision.isEmpty ? [] : [Array(initialize.utf8)]
    let lines = try start + Self.lines(bytes.dropFirst(), by: 1 + Int(first) / 8)
    let sink = Output()
    loop.run { await converse(lines, sink) }
    try check(sink.lines, answering: lines)
  }

  private static let loop = try? EventLoop()
  /// Keeps nothing of a conversation, so that one does for all.
  private static let server = Fixture.server(
    stateSealer: TestSealer(), pause: { _ in await Task.yield() }, sleep: { _ in try await Gates().pass("never") })

  /// Cuts the bytes as a transport does, and in one piece: the lines are the same.
  private static func lines(_ bytes: ArraySlice<UInt8>, by size: Int) throws -> [[UInt8]] {
    let lines = cut(bytes, by: size)
    try require(lines == cut(bytes, by: bytes.count), "other lines in pieces of \(size)")
    try require(
      lines
        == bytes.split(separator: 0x0A, omittingEmptySubsequences: false).filter { $0.count <= 4096 }
        .map { Array($0) }.dropLast(bytes.last == 0x0A || bytes.isEmpty ? 1 : 0), "lines that aren't")
    return Array(lines.filter { !$0.isEmpty }.prefix(64))
  }

  private static func cut(_ bytes: ArraySlice<UInt8>, by size: Int) -> [[UInt8]] {
    var buffer = LineBuffer(limit: 4096)
    var lines: [[UInt8]] = []
    var rest = bytes
    while !rest.isEmpty {
      let piece = rest.prefix(size)
      rest = rest.dropFirst(size)
      _ = buffer.fill(piece.count) { room in
        room.copyBytes(from: piece)
        return piece.count
      }
      while let line = buffer.next() { if case .text(let range) = line { lines.append(Array(buffer.bytes[range])) } }
    }
    if case .text(let range)? = buffer.rest() { lines.append(Array(buffer.bytes[range])) }
    return lines
  }

  private static func converse(_ lines: [[UInt8]], _ sink: Output) async {
    let session = server.session(sink: sink, requestLimit: 16)
    await withDiscardingTaskGroup { group in
      for line in lines {
        session.receive(line.span, limits: JSONLimits(depth: 16, bytes: 4096), in: &group)
        for _ in 0..<4 { await Task.yield() }
      }
      session.end()
      for _ in 0..<4 { await Task.yield() }
      group.cancelAll()
    }
  }

  private static func check(_ output: [[UInt8]], answering lines: [[UInt8]]) throws {
    var expected: [RequestID: Int] = [:]
    for line in lines {
      guard let json = try? JSON(parsing: line, limits: JSONLimits(depth: 16, bytes: 4096)) else { continue }
      for message in json.array ?? [json] {
        if let id = message["id"].flatMap(RequestID.init) { expected[id, default: 0] += 1 }
      }
    }
    for line in output {
      try require(!line.contains(0x0A), "a line end inside a message")
      let json = try JSON(parsing: line, limits: JSONLimits(depth: 40, bytes: 1 << 22))
      for message in json.array ?? [json] {
        guard let object = message.object, object["jsonrpc"] == "2.0" else { throw Finding(description: "\(json)") }
        if object["method"] != nil { continue }
        try require((object["result"] == nil) != (object["error"] == nil), "a result and an error: \(message)")
        if let error = object["error"] { try require(error["code"]?.integer != nil, "an error without a code") }
        guard let id = object["id"].flatMap(RequestID.init) else { continue }
        expected[id, default: 0] -= 1
        try require((expected[id] ?? -1) >= 0, "nobody asked: \(message)")
      }
    }
  }
}

private final class Output: MessageSink {
  private let sent = Mutex<[[UInt8]]>([])
  var lines: [[UInt8]] { sent.withLock { $0 } }
  func send(_ message: [UInt8]) { sent.withLock { $0.append(message) } }
}
