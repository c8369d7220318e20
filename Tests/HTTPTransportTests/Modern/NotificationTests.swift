import ConformanceFixture
import HTTP
import JSON
import TestSupport
import Testing

/// Notifications of the modern era: taken with 202 and no body, or refused.
@Suite(.timeLimit(.minutes(10)))
struct NotificationTests {
  private static let version = ("MCP-Protocol-Version", "2026-07-28")
  private static let method = ("Mcp-Method", "notifications/cancelled")
  private static let body = #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#
  private static let claiming =
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"_meta":"#
    + #"{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}"#

  @Test(arguments: [body, claiming])
  func notificationIsTakenWithoutABody(_ body: String) async throws {
    #expect(await TestEndpoint(Fixture.server()).ask(.post([Self.version, Self.method], body)) == ["202", "end"])
  }

  @Test(
    arguments: [
      ([version], body, -32020), ([version, ("Mcp-Method", "notifications/progress")], body, -32020),
      ([method], claiming, -32020), ([("MCP-Protocol-Version", "2027-01-01"), method], claiming, -32020),
      ([("MCP-Protocol-Version", "2027-01-01"), method], body, -32022), ([version, version, method], body, -32020),
    ] as [([(String, String)], String, Int64)])
  func notificationWhoseFieldsDisagreeIsRefused(
    _ fields: [(String, String)], _ body: String, _ code: Int64
  ) async throws {
    let lines = await TestEndpoint(Fixture.server()).ask(.post(fields, body))
    #expect(lines.first == "400 application/json")
    let answer = try JSON(line: lines[1])
    #expect(answer["error"]?["code"]?.integer == code)
    #expect(answer["id"] == nil)
  }
}
