import JSON
import Synchronization

/// Lines to and from an MCP endpoint over HTTP, as a client with one conversation sends them: each line is a POST of its own, and
/// what the answers and the standalone stream bring are the server's lines.
final class EndpointConnection: Connection {
  private let port: UInt16
  private let sent = Mailbox<String>()
  private let received = Mailbox<String>()
  /// The fields of the session that was begun last.
  private let session = Mutex("")

  init(port: UInt16) { self.port = port }

  func send(_ bytes: [UInt8]) async throws {
    for line in bytes.split(separator: UInt8(ascii: "\n")) { sent.put(String(decoding: line, as: UTF8.self)) }
  }

  func closeInput() async throws { sent.close() }

  func receive() async throws -> String? { await received.next() }

  /// Carries lines until the input is closed and every answer has come; `end` is called between the two.
  /// - Throws: When an answer isn't what HTTP or MCP allow, or the task is cancelled.
  func run(end: () -> Void) async throws {
    defer { received.close() }
    try await withThrowingTaskGroup { group in
      while let line = await sent.next() {
        let message = try JSON(line: line)
        if message["method"] == "initialize", message["params"]?["_meta"] == nil {
          try await begin(line, in: &group)
        } else if message["method"] != nil && message["id"] != nil {
          let request = post(line, message)
          group.addTask { try await self.exchange(request) }
        } else {
          try await exchange(post(line, message))
        }
      }
      end()
      try await group.waitForAll()
    }
  }

  /// Begins a session, and listens to its stream before the test hears of it.
  private func begin(_ line: String, in group: inout ThrowingTaskGroup<Void, any Error>) async throws {
    // A client that begins anew ends what it had.
    let before = session.withLock { $0 }
    if !before.isEmpty { try await exchange(request("DELETE", before)) }
    let connection = try HTTPConnection(port: port)
    try await connection.send(request("POST", "Content-Type: application/json\r\n", line))
    let response = try await connection.response()
    let revision = try JSON(line: response.text)["result"]?["protocolVersion"]?.string ?? ""
    let version = revision >= "2025-06-18" ? "MCP-Protocol-Version: \(revision)\r\n" : ""
    let fields = "Mcp-Session-Id: \(response["mcp-session-id"] ?? "")\r\n\(version)"
    session.withLock { $0 = fields }
    let stream = try HTTPConnection(port: port)
    try await stream.send(request("GET", fields))
    let head = try await stream.head()
    received.put(response.text)
    group.addTask { try await self.takeAnswer(head, from: stream) }
  }

  private func post(_ line: String, _ message: JSON) -> String {
    let meta = message["params"]?["_meta"]?["io.modelcontextprotocol/protocolVersion"]?.string
    guard let meta else { return request("POST", "Content-Type: application/json\r\n\(session.withLock { $0 })", line) }
    var fields = "Content-Type: application/json\r\nMCP-Protocol-Version: \(meta)\r\n"
    if let method = message["method"]?.string { fields += "Mcp-Method: \(method)\r\n" }
    if let name = (message["params"]?["name"] ?? message["params"]?["uri"])?.string {
      fields += "Mcp-Name: \(name)\r\n"
    }
    return request("POST", fields, line)
  }

  private func request(_ method: String, _ fields: String, _ body: String? = nil) -> String {
    let accept = body == nil ? "text/event-stream" : "application/json, text/event-stream"
    let length = body.map { "Content-Length: \($0.utf8.count)\r\n" } ?? ""
    return
      "\(method) /mcp HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAccept: \(accept)\r\n\(fields)\(length)\r\n\(body ?? "")"
  }

  private func exchange(_ request: String) async throws {
    let connection = try HTTPConnection(port: port)
    try await connection.send(request)
    try await takeAnswer(connection.head(), from: connection)
  }

  private func takeAnswer(_ head: HTTPTestResponse, from connection: HTTPConnection) async throws {
    guard head["content-type"] == "text/event-stream" else {
      let body = try await connection.body(of: head)
      if !body.isEmpty { received.put(String(decoding: body, as: UTF8.self)) }
      return
    }
    var text = ""
    while case let chunk = try await connection.chunk(), !chunk.isEmpty {
      text += String(decoding: chunk, as: UTF8.self)
      var events = text.components(endingWith: "\n\n")
      text = events.removeLast()
      for line in events.flatMap({ $0.split(separator: "\n") }) where line.hasPrefix("data: ") && line.count > 6 {
        received.put(String(line.dropFirst(6)))
      }
    }
  }
}

extension String {
  /// The parts before each end, and what is left behind the last one.
  fileprivate func components(endingWith end: String) -> [String] {
    var (parts, rest) = ([String](), self[...])
    while let range = rest.firstRange(of: end) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
