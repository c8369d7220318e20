import Files
import Gateway
import JSON
import Projects
import Sandbox
import Testing

/// What the document says is what the operations answer, whatever has been done before.
@Suite struct ContextFactsTests {
  private let place: Workplace
  private let port: RecordingPort

  init() throws {
    place = try Workplace()
    port = RecordingPort(place.sandbox)
  }

  private func project() throws -> Projects.Project {
    try place.project(port, managementKey: Secret(place.adminKey))
  }

  private func section(_ name: String) async throws -> String {
    var request = ContextRequest()
    request.section = name
    return try await project().llmContext(request).result.text
  }

  /// The cells of a table's rows, without its head.
  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
      line.dropFirst(2).dropLast(2).split(separator: " | ", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func allModels() async throws -> [ModelSummary] {
    var query = ModelQuery()
    query.limit = 100
    var models: [ModelSummary] = []
    repeat {
      let page = try await project().listModels(query).result
      models += page.models
      query.cursor = page.nextCursor
    } while query.cursor != nil
    return models
  }

  /// Everything that the document says, compared with the operations.
  private func check() async throws {
    try await checkServices()
    try await checkLimits()
    try await checkModels()
    let text = try await project().llmContext().result.text
    let secrets = port.bearers
    for secret in secrets {
      let spellings = secret.withBytes { SecretSpellings.all(of: $0).map { String(decoding: $0, as: UTF8.self) } }
      #expect(!spellings.contains { text.contains($0) }, "the document has a secret in it")
    }
  }

  private func checkServices() async throws {
    let text = try await section("project")
    let services = try? await project().listServices().result.services
    let expected = (services ?? []).map { service in
      let variables = service.variables.map { "`\($0)`" }.joined(separator: ", ")
      return [service.name, service.service, service.plan, variables, service.keyFingerprint]
    }
    #expect(rows(text) == expected)
    let listed = try? await project().listEnvironment().result
    for variable in listed?.variables ?? [] { #expect(text.contains("`\(variable.name)`")) }
    #expect(text.contains("`\(listed?.envFile ?? ".env")`") || expected.isEmpty)
    #expect(expected.isEmpty == text.contains("Nothing is provisioned yet"))
    let status = try await project().status().result
    #expect(text.contains("Gateway: \(status.gateway),"))
  }

  private func checkLimits() async throws {
    let text = try await section("limits")
    if let key = try? await project().keyInfo().result {
      for sentence in key.meaning { #expect(text.contains("- \(sentence)\n"), "\(sentence)") }
      #expect(
        text.contains(
          "Used: $\(key.usage) in all, $\(key.usageDaily) today, $\(key.usageWeekly) this week, $\(key.usageMonthly) this month."
        ))
      if let reset = key.limitReset, key.limit != nil { #expect(text.contains("starts anew \(reset)")) }
      #expect(text.contains("\(key.freeRequestsPerMinute) requests a minute"))
    } else {
      #expect(text.contains("20 requests a minute, 50 a day, or 1000 a day once $10 of credits"))
    }
    let credits = try await project().credits().result
    #expect(text.contains("$\(credits.remaining) left of $\(credits.totalCredits)."))
  }

  private func checkModels() async throws {
    let text = try await section("models")
    let models = try await allModels()
    #expect(text.contains("\n\(models.count) models are offered."))
    let table = rows(text)
    #expect((10...24).contains(table.count))
    for row in table {
      try #require(row.count == 9, "\(row)")
      let id = String(row[1].dropFirst().dropLast())
      let model = try #require(models.first { $0.id == id }, "\(id)")
      #expect(row[2] == model.promptPrice && row[3] == model.completionPrice, "\(id)")
      #expect(row[4] == model.context.map { String($0) }, "\(id)")
      #expect(Set(row[5].components(", ")).subtracting(["text"]) == Set(model.inputs ?? []), "\(id)")
      #expect(Set(row[6].components(", ")).subtracting(["text"]) == Set(model.outputs ?? []), "\(id)")
      #expect(row[7] == (model.tools ? "yes" : "no"), "\(id)")
      let hasFree = models.contains { $0.id == id + ":free" }
      #expect(row[8] == (id.hasSuffix(":free") ? "is one" : hasFree ? "yes" : "no"), "\(id)")
    }
  }

  @Test func freshProject() async throws {
    try await check()
    _ = try await project().initialize()
    try await check()
  }

  @Test func afterAdding() async throws {
    _ = try await project().addService(AddServiceRequest(reference: "modelgates/api"))
    try await check()
    var second = AddServiceRequest(reference: "modelgates/api")
    second.name = "chat-bot"
    _ = try await project().addService(second)
    try await checkServices()
  }

  @Test func afterRotating() async throws {
    _ = try await project().addService(AddServiceRequest(reference: "modelgates/api"))
    let rotated = try await project().rotateKey().result
    try await check()
    let text = try await section("project")
    let new = try #require(rotated.newFingerprint)
    #expect(text.contains(new) && !text.contains(rotated.oldFingerprint))
  }

  @Test func afterRemoving() async throws {
    _ = try await project().addService(AddServiceRequest(reference: "modelgates/api"))
    _ = try await project().removeService("modelgates/api")
    try await check()
  }

  @Test func usageIsWhatTheKeyHasUsed() async throws {
    let admin = Secret(place.adminKey)
    let body: JSON = ["total_credits": 25]
    _ = try await place.sandbox.send(HTTPRequest(.post, "/sandbox/credits", bearer: admin, body: .json(body)))
    _ = try await project().addService(AddServiceRequest(reference: "modelgates/api"))
    let key = try #require(place.envKey())
    let call: JSON = [
      "model": "openai/gpt-4.1-mini", "max_tokens": 50, "messages": [["role": "user", "content": "Hello!"]],
    ]
    _ = try await place.sandbox.send(HTTPRequest(.post, "/chat/completions", bearer: key, body: .json(call)))
    try await check()
  }

  @Test func examplesReadTheVariableThatTheProjectHas() async throws {
    var request = AddServiceRequest(reference: "modelgates/api")
    request.name = "chat-bot"
    _ = try await project().addService(request)
    let text = try await project().llmContext().result.text
    #expect(text.contains(#"os.environ["CHAT_BOT_API_KEY"]"#) && !text.contains("MODELGATES_API_KEY"))
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [String] { split(separator: separator).map(String.init) }
}
