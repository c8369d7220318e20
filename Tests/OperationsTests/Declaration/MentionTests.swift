import JSON
import Projects
import TestSupport
import Testing

@testable import Operations

/// What skills and the context document tell agents to call is there.
struct MentionTests {
  private let table = CommandTable(OperationCatalog.commands)

  private func texts() async throws -> [String] {
    let skills = try Skill.general(OperationCatalog.tools).flatMap(\.files).map(\.text)
    return try await withClient(of: ServerFixture().server()) { client in
      let answer = try await JSON(line: client.ask(request(1, "resources/read", #""uri":"modelgates://llm-context""#)))
      let context = try #require(answer["result"]?["contents"]?.array?.first?["text"]?.string)
      return skills + [context]
    }
  }

  @Test func contextIsTheSameAsAToolAndAsAResource() async throws {
    try await withClient(of: ServerFixture().server()) { client in
      let read = try await JSON(line: client.ask(request(1, "resources/read", #""uri":"modelgates://llm-context""#)))
      let called = try await JSON(line: client.ask(request(2, "tools/call", #""name":"llm_context","arguments":{}"#)))
      let text = try #require(read["result"]?["contents"]?.array?.first?["text"]?.string)
      #expect(called["result"]?["structuredContent"]?["text"]?.string == text)
    }
  }

  /// What stands between backticks, blocks of code left out.
  private func spans(_ text: String) -> [String] {
    var isCode = false
    return text.split(separator: "\n").flatMap { line -> [String] in
      if line.hasPrefix("```") { isCode.toggle() }
      guard !isCode else { return [] }
      let parts = line.split(separator: "`", omittingEmptySubsequences: false)
      return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }
  }

  @Test func everyToolThatIsNamedIsThere() async throws {
    let verbs = [
      "add", "change", "get", "init", "link", "list", "open", "pull", "remove", "rotate", "search", "set", "unlink",
      "verify",
      "write",
    ]
    var found = Set<String>()
    for span in try await texts().flatMap(spans) {
      let parts = span.split(separator: "_")
      guard parts.count > 1, verbs.contains(String(parts[0])), span.allSatisfy({ $0.isLetter || $0 == "_" }) else {
        continue
      }
      #expect(OperationCatalog.tools.contains { $0.name == span }, "\(span)")
      found.insert(span)
    }
    #expect(found.count == OperationCatalog.tools.filter { verbs.contains(String($0.name.prefix { $0 != "_" })) }.count)
  }

  @Test func everyCommandThatIsNamedCanBeTyped() async throws {
    let common = ["json", "yes", "confirm-paid-service", "accept-tos"]
    var count = 0
    for span in try await texts().flatMap(spans) where span.hasPrefix("modelgates ") {
      let words = span.split(separator: " ").map(String.init).dropFirst()
      let found = try #require(table.find(Array(words)), "\(span)")
      let flags = found.operation.input().properties.map(\.flag) + common
      for word in found.rest where word.hasPrefix("--") {
        #expect(flags.contains(String(word.dropFirst(2))), "\(span)")
      }
      count += 1
    }
    #expect(count > 40)
  }
}
