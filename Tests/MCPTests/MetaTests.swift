import JSON
import TestSupport
import Testing

/// What a modern request says of itself in `_meta` (2026-07-28, basic/index).
@Suite(.timeLimit(.minutes(10)))
struct MetaTests {
  private static let version = #""io.modelcontextprotocol/protocolVersion":"2026-07-28""#
  private static let capabilities = #""io.modelcontextprotocol/clientCapabilities":{}"#
  private static let missing =
    "params._meta lacks \"io.modelcontextprotocol/protocolVersion\" and "
    + "\"io.modelcontextprotocol/clientCapabilities\", and no session was begun with initialize."
  private static let notCapabilities = "_meta[\"io.modelcontextprotocol/clientCapabilities\"] must be an object."
  private static let levels =
    "The log level must be one of debug, info, notice, warning, error, critical, alert, emergency."

  @Test(arguments: [
    (#""#, missing),
    (#""_meta":{}"#, missing),
    (#""_meta":null"#, missing),
    (#""_meta":[\#(0)]"#, missing),
    (#""_meta":{\#(capabilities)}"#, missing),
    (#""_meta":{\#(version)}"#, notCapabilities),
    (#""_meta":{\#(version),"io.modelcontextprotocol/clientCapabilities":[]}"#, notCapabilities),
    (#""_meta":{\#(version),"io.modelcontextprotocol/clientCapabilities":null}"#, notCapabilities),
    (
      #""_meta":{"io.modelcontextprotocol/protocolVersion":20260728,\#(capabilities)}"#,
      "_meta[\"io.modelcontextprotocol/protocolVersion\"] must be a string, not an integer."
    ),
    (#""_meta":{\#(version),\#(capabilities),"io.modelcontextprotocol/logLevel":"loud"}"#, levels),
    (#""_meta":{\#(version),\#(capabilities),"io.modelcontextprotocol/logLevel":3}"#, levels),
  ])
  func requestThatSaysTooLittleIsRefused(_ params: String, saying message: String) async throws {
    try await withClient(.inMemory) { client in
      for method in ["tools/list", "server/discover", "no/such"] {
        try await client.expect(Lines.request(1, method, params), Lines.error(1, -32602, message))
      }
    }
  }

  @Test(arguments: ["2025-11-25", "2024-11-05", "2026-07-27", "2027-01-01", "", "latest", "2026-07-28 "])
  func otherRevisionIsRefusedWithThoseThatAreServed(_ name: String) async throws {
    try await withClient(.inMemory) { client in
      let params = #""_meta":{"io.modelcontextprotocol/protocolVersion":"\#(name)",\#(Self.capabilities)}"#
      let discovered = try await client.result(of: Lines.modern(1, "server/discover"))?["supportedVersions"]
      let supported = #"["2026-07-28","2025-11-25","2025-06-18","2025-03-26","2024-11-05"]"#
      #expect(discovered?.description == supported)
      try await client.expect(
        Lines.request(2, "tools/list", params),
        Lines.error(
          2, -32022, "Unsupported protocol version", data: #"{"supported":\#(supported),"requested":"\#(name)"}"#))
    }
  }

  @Test func hugeRevisionIsNotRepeatedInFull() async throws {
    try await withClient(.inMemory) { client in
      let name = String(repeating: "9", count: 100_000)
      let params = #""_meta":{"io.modelcontextprotocol/protocolVersion":"\#(name)",\#(Self.capabilities)}"#
      let answer = try await client.ask(Lines.request(2, "tools/list", params))
      #expect(answer.utf8.count < 400)
    }
  }

  @Test func clientNeedNotSayWhoItIs() async throws {
    try await withClient(.inMemory) { client in
      let result = try await client.result(of: Lines.modern(1, "server/discover"))
      #expect(result?["resultType"] == "complete")
    }
  }

  /// Trace context and whatever else is in `_meta` changes nothing.
  @Test func unknownMetaIsIgnored() async throws {
    try await withClient(.inMemory) { client in
      let meta = #""traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","example.com/x":[{}]"#
      let plain = try await client.ask(Lines.modern(1, "server/discover"))
      try await client.expect(Lines.modern(1, "server/discover", meta: meta), plain)
    }
  }

  /// Members are told apart letter by letter: neither case nor look-alikes count.
  @Test(arguments: ["Params", "PARAMS", "param\\u017f", "params "])
  func memberNamesAreExact(_ name: String) async throws {
    try await withClient(.inMemory) { client in
      let line =
        #"{"jsonrpc":"2.0","id":1,"method":"tools/list","\#(name)":{"_meta":{\#(Self.version),\#(Self.capabilities)}}}"#
      try await client.expect(line, Lines.error(1, -32602, Self.missing))
    }
  }
}
