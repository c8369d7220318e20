import JSON
import TestSupport
import Testing

/// Log messages and progress, which a client hears of only when it asked to.
@Suite(.timeLimit(.minutes(10)))
struct NotificationTests {
  private static let levels = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"]
  private static let call = #""name":"test_logging_tool""#
  private static let done = Lines.text("Logged a message of each level.")

  private func message(_ level: String) -> String {
    Lines.notification("notifications/message", #""level":"\#(level)","logger":"fixture","data":"At \#(level)""#)
  }

  @Test(arguments: levels.indices)
  func messagesAreSentFromTheLevelThatWasAskedForUpwards(_ index: Int) async throws {
    try await withClient(.inMemory) { client in
      let level = Self.levels[index]
      try await client.send(
        Lines.modern(1, "tools/call", Self.call, meta: #""io.modelcontextprotocol/logLevel":"\#(level)""#))
      for louder in Self.levels[index...] { #expect(try await client.receive() == message(louder)) }
      #expect(try await client.receive() == Lines.complete(1, Self.done))

      try await client.initialize("2025-11-25")
      try await client.expect(
        Lines.request(2, "logging/setLevel", #""level":"\#(level)""#), Lines.response(2, "{}"))
      try await client.send(Lines.request(3, "tools/call", Self.call))
      for louder in Self.levels[index...] { #expect(try await client.receive() == message(louder)) }
      #expect(try await client.receive() == Lines.response(3, "{\(Self.done)}"))
    }
  }

  @Test func nothingIsLoggedForAClientThatDidNotAsk() async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize("2025-11-25")
      try await client.expect(Lines.request(1, "tools/call", Self.call), Lines.response(1, "{\(Self.done)}"))
      // The level of a session is not the level of modern requests beside it.
      try await client.expect(Lines.request(2, "logging/setLevel", #""level":"debug""#), Lines.response(2, "{}"))
      try await client.expect(Lines.modern(3, "tools/call", Self.call), Lines.complete(3, Self.done))
    }
  }

  @Test(arguments: ["", #""level":"loud""#, #""level":"INFO""#, #""level":6"#, #""level":null"#])
  func unknownLevelIsRefused(_ params: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.initialize("2025-06-18")
      let message = "The log level must be one of \(Self.levels.joined(separator: ", "))."
      try await client.expect(Lines.request(1, "logging/setLevel", params), Lines.error(1, -32602, message))
    }
  }

  @Test(arguments: [#""token""#, #""""#, "0", "-7", "9223372036854775807"])
  func progressIsReportedUnderItsToken(_ token: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.send(
        Lines.modern(1, "tools/call", #""name":"test_tool_with_progress""#, meta: #""progressToken":\#(token)"#))
      for value in [0, 50, 100] {
        let params =
          #""progressToken":\#(token),"progress":\#(value),"total":100,"message":"Completed \#(value) of 100""#
        #expect(try await client.receive() == Lines.notification("notifications/progress", params))
      }
      #expect(try await client.receive() == Lines.complete(1, Lines.text("Reported progress.")))
    }
  }

  @Test(arguments: [
    "", #""progressToken":null"#, #""progressToken":1.5"#, #""progressToken":{}"#, #""progressToken":true"#,
  ])
  func noProgressIsReportedWithoutAToken(_ meta: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.expect(
        Lines.modern(1, "tools/call", #""name":"test_tool_with_progress""#, meta: meta),
        Lines.complete(1, Lines.text("Reported progress.")))
    }
  }

  @Test func progressOnlyIncreases() async throws {
    try await withClient(.inMemory) { client in
      try await client.send(
        Lines.modern(1, "tools/call", #""name":"test_progress_backwards""#, meta: #""progressToken":1"#))
      for value in ["1.0", "1.5", "2.0"] {
        let json = try JSON(line: try await client.receive())
        #expect(json["params"]?["progress"]?.double == Double(value))
      }
      #expect(try await client.receive() == Lines.complete(1, Lines.text("Reported progress.")))
    }
  }
}
