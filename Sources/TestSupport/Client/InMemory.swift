import JSON
import JSONRPC
public import MCP

/// Runs `body` against a session of `server`, without any transport: lines go straight in and come straight out.
public func withClient<Value: Sendable>(
  of server: Server, requestLimit: Int = 1024, _ body: (Client) async throws -> Value
) async throws -> Value {
  let connection = InMemoryConnection()
  // Leaving cancels the session's tasks, so a request that a test left open doesn't hold it up.
  async let _ = serve(server, connection, requestLimit)
  return try await body(Client(connection))
}

private func serve(_ server: Server, _ connection: InMemoryConnection, _ requestLimit: Int) async {
  let session = server.session(sink: connection, requestLimit: requestLimit)
  await withDiscardingTaskGroup { group in
    while let line = await connection.input.next() {
      session.receive(line.span, limits: .testing, in: &group)
      await session.peer.room()
    }
    session.end()
  }
  connection.output.close()
}

private final class InMemoryConnection: Connection, MessageSink {
  let input = Mailbox<[UInt8]>()
  let output = Mailbox<[UInt8]>()

  func send(_ message: [UInt8]) { output.put(message) }

  func send(_ bytes: [UInt8]) async throws {
    for line in bytes.split(separator: UInt8(ascii: "\n")) { input.put(Array(line)) }
  }

  func closeInput() async throws { input.close() }

  func receive() async throws -> String? {
    try await output.next().map { line in
      guard let text = String(validating: line, as: UTF8.self) else { throw ConversationEnded() }
      return text
    }
  }
}
