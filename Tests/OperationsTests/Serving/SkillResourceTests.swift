import Files
import JSON
import Projects
import TestSupport
import Testing

@testable import Operations

/// Skills and the context document as resources.
@Suite(.timeLimit(.minutes(10)))
struct SkillResourceTests {
  private func read(_ uri: String, _ client: Client) async throws -> JSON {
    try await JSON(line: client.ask(request(1, "resources/read", #""uri":"\#(uri)""#)))
  }

  private func text(_ answer: JSON) -> String? { answer["result"]?["contents"]?.array?.first?["text"]?.string }

  @Test func resourceIsTheFileThatIsWritten() async throws {
    let fixture = try ServerFixture()
    try await withClient(of: fixture.server()) { client in
      _ = try await client.ask(
        request(1, "tools/call", #""name":"add_service","arguments":{"service":"modelgates/api","name":"chat-bot"}"#))
      for path in ["modelgates/SKILL.md", "modelgates-api/SKILL.md", "modelgates-api/references/swift.md"] {
        let file = try File.read(fixture.root / ".agents/skills" / (try FilePath(path)), limit: 1 << 20)
        let answer = try await read("skill://\(path)", client)
        #expect(text(answer) == String(decoding: file, as: UTF8.self), "\(path)")
        #expect(answer["result"]?["contents"]?.array?.first?["mimeType"] == "text/markdown")
      }
      #expect(
        text(try await read("skill://modelgates-api/references/go.md", client))?.contains("CHAT_BOT_API_KEY") == true)
    }
  }

  @Test func whereNothingIsSetUpTheyAreThereToo() async throws {
    let fixture = try ServerFixture()
    try await withClient(of: fixture.server()) { client in
      #expect(
        text(try await read("skill://modelgates/SKILL.md", client))?.contains("Nothing is provisioned yet") == true)
      let listed = try await JSON(line: client.ask(request(2, "resources/list", "")))
      let uris = (listed["result"]?["resources"]?.array ?? []).compactMap { $0["uri"]?.string }
      for name in Skill.overview.map(\.name) { #expect(uris.contains("skill://\(name)/SKILL.md")) }
    }
    #expect(try File.list(fixture.root, limit: 10).isEmpty)
  }

  @Test(arguments: [
    "skill://other/SKILL.md", "skill://modelgates/references/go.md", "skill://modelgates-api/references/cobol.md",
    "skill://modelgates-api/references/..%2FSKILL.md", "skill://modelgates/skill.md",
  ])
  func skillThatThereIsNotIsNoResource(_ uri: String) async throws {
    try await withClient(of: ServerFixture().server()) { client in
      let answer = try await read(uri, client)
      #expect(answer["error"]?["code"] == -32602, "\(answer)")
    }
  }

  @Test func namesAndReferencesAreCompleted() async throws {
    try await withClient(of: ServerFixture().server()) { client in
      func complete(_ template: String, _ name: String, _ value: String, _ known: String = "{}") async throws
        -> [String]
      {
        let parameters =
          #""ref":{"type":"ref/resource","uri":"\#(template)"},"argument":{"name":"\#(name)","value":"\#(value)"},"context":{"arguments":\#(known)}"#
        let answer = try await JSON(line: client.ask(request(1, "completion/complete", parameters)))
        return (answer["result"]?["completion"]?["values"]?.array ?? []).compactMap(\.string)
      }
      let template = "skill://{name}/SKILL.md"
      let all = try await complete(template, "name", "")
      #expect(all == ["modelgates", "modelgates-api", "modelgates-limits"])
      let one = try await complete(template, "name", "modelgates-l")
      #expect(one == ["modelgates-limits"])
      let references = "skill://{name}/references/{file}"
      let some = try await complete(references, "file", "p", #"{"name":"modelgates-api"}"#)
      #expect(some == ["python.md", "php.md"])
      let none = try await complete(references, "file", "p", #"{"name":"modelgates"}"#)
      #expect(none == [])
    }
  }

  @Test func subscribersAreToldWhenTheProjectChanges() async throws {
    try await withClient(of: ServerFixture().server()) { client in
      let asked =
        #""notifications":{"resourceSubscriptions":["modelgates://llm-context","skill://modelgates/SKILL.md"]}"#
      try await client.send(request(9, "subscriptions/listen", asked))
      _ = try await client.receive()
      try await client.send(
        request(1, "tools/call", #""name":"add_service","arguments":{"service":"modelgates/api"}"#))
      var updated: [String] = []
      while updated.count < 2 {
        let message = try await JSON(line: client.receive())
        if message["method"] == "notifications/resources/updated" {
          updated += [message["params"]?["uri"]?.string ?? ""]
        }
      }
      #expect(updated == ["modelgates://llm-context", "skill://modelgates/SKILL.md"])
    }
  }

  /// A server that only reads goes by a tool's effect, so a tool takes nothing that it isn't listed with.
  @Test(arguments: [
    (#""name":"llm_context","arguments":{"output":"models.md"}"#, "output"),
    (#""name":"write_skills","arguments":{"check":true}"#, "check"),
  ])
  func whatIsForTheCommandLineAToolRefuses(_ call: String, _ name: String) async throws {
    let fixture = try ServerFixture()
    try await withClient(of: fixture.server()) { client in
      let answer = try await client.ask(request(1, "tools/call", call))
      #expect(answer.contains(#""isError":true"#) && answer.contains(name) && answer.contains("only "), "\(answer)")
    }
    #expect(try File.list(fixture.root, limit: 10).isEmpty)
  }

  @Test func skillFilesCanBeLeftOut() async throws {
    let fixture = try ServerFixture()
    try await withClient(of: fixture.server()) { client in
      func call(_ name: String, _ arguments: String) async throws -> JSON {
        let answer = try await JSON(
          line: client.ask(request(1, "tools/call", #""name":"\#(name)","arguments":\#(arguments)"#)))
        return answer["result"]?["structuredContent"] ?? .null
      }
      _ = try await call("init_project", #"{"skip_skills":true}"#)
      _ = try await call("add_service", #"{"service":"modelgates/api","skip_skills":true}"#)
      _ = try await call("add_service", #"{"service":"modelgates/api"}"#)
      _ = try await call("remove_service", #"{"service":"modelgates/api","confirm":true}"#)
      #expect(try File.status(fixture.root / ".agents") == nil && File.status(fixture.root / "AGENTS.md") == nil)
      _ = try await call("add_service", #"{"service":"modelgates/api"}"#)
      #expect(try File.status(fixture.root / ".agents") == nil, "whoever has left them out once gets none later")
      _ = try await call("write_skills", "{}")
      let again = try await call("write_skills", "{}")
      #expect(again["changed"] == [] && again["unchanged"] == 19)
      _ = try await call("remove_service", #"{"service":"modelgates/api","confirm":true}"#)
      let agents = String(decoding: try File.read(fixture.root / "AGENTS.md", limit: 10_000), as: UTF8.self)
      #expect(agents.contains("Nothing is provisioned yet"))
    }
  }
}
