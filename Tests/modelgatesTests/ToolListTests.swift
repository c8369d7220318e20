import JSON
import TestSupport
import Testing

/// What a client reads before anything else, and pays for in its context.
@Suite(.timeLimit(.minutes(10)))
struct ToolListTests {
  static let request =
    #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}"#

  @Test func listIsSmallAndEveryDescriptionShort() async throws {
    let run = try await Place().run("mcp", input: Self.request + "\n")
    #expect(run.status == .exited(0) && run.errors == "")
    #expect(run.output.utf8.count <= 18_000)
    let tools = try #require(try run.json["result"]?["tools"]?.array)
    #expect(try tools.compactMap { $0["name"]?.string }.sorted() == SchemaCheck.tools())
    for tool in tools {
      let description = try #require(tool["description"]?.string)
      #expect((1...300).contains(description.count), "\(tool["name"] ?? .null): \(description.count)")
    }
  }

  @Test func listOfWhatOnlyReadsIsHalfAsLarge() async throws {
    let run = try await Place().run("mcp --read-only", input: Self.request + "\n")
    #expect(run.output.utf8.count <= 9_000)
    let tools = try #require(try run.json["result"]?["tools"]?.array)
    #expect(!tools.isEmpty && tools.allSatisfy { $0["annotations"]?["readOnlyHint"] == true })
  }

  @Test func listIsTheSameBytesInEveryProcess() async throws {
    let place = try Place()
    let first = try await place.run("mcp", input: Self.request + "\n").output
    try await withThrowingTaskGroup(of: String.self) { group in
      for number in 1...100 {
        if number > 8 { #expect(try await group.next() == first) }
        group.addTask { try await place.run("mcp", input: Self.request + "\n").output }
      }
      for try await output in group { #expect(output == first) }
    }
  }
}
