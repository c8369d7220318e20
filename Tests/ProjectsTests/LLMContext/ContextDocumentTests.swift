import Documentation
import Files
import Gateway
import JSON
import Projects
import Testing

/// The document's form: its sections, its length, and what it says when something is missing.
@Suite struct ContextDocumentTests {
  private let place: Workplace

  init() async throws {
    place = try Workplace()
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
  }

  private func context(
    maxTokens: Int = 8000, section: String? = nil, provider: String? = nil
  ) async throws -> ContextReport {
    var request = ContextRequest()
    request.maxTokens = maxTokens
    request.section = section
    request.provider = provider
    return try await place.project().llmContext(request).result
  }

  private func headings(_ text: String) -> [Substring] { text.split(separator: "\n").filter { $0.hasPrefix("## ") } }

  @Test func documentSaysWhatThereIsAndHowToCallIt() async throws {
    let outcome = try await place.project().llmContext()
    let text = outcome.result.text
    #expect(outcome.warnings.isEmpty)
    #expect(outcome.result.omitted.isEmpty)
    for part in [
      "| modelgates-api | modelgates/api | free | `MODELGATES_API_KEY`, `MODELGATES_TYPE` |",
      "Authorization: Bearer $MODELGATES_API_KEY", "os.environ[\"MODELGATES_API_KEY\"]",
      "process.env.MODELGATES_API_KEY", "| Free of charge | `", ":free`", "20 requests a minute", "rotate_key",
      "sandbox",
      "data: [DONE]", "allow_fallbacks", "guardrail", "| 402 |", "management key",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    for page in Documentation.pages { #expect(text.contains(page.name), "\(page.name)") }
  }

  @Test func everySectionIsThereInItsOrderAndHasText() async throws {
    let text = try await context().text
    let all = headings(text)
    #expect(all.count == Projects.Project.contextSections.count && Set(all).count == all.count)
    for (name, heading) in zip(Projects.Project.contextSections, all) {
      let section = try await context(section: name).text
      #expect(headings(section) == [heading], "\(name)")
      #expect(section.utf8.count > 150, "\(name)")
    }
    for language in Language.all { #expect(all.contains("## \(language.title)"), "\(language.name)") }
    #expect(!text.contains("\n\n\n") && !text.contains("  \n"))
  }

  @Test func sameStateGivesTheSameDocument() async throws {
    let first = try await context().text
    let second = try await context().text
    #expect(first == second)
  }

  /// The estimate is more than tokenizers need: one token for three bytes.
  @Test func documentIsWellBelowItsDefaultLength() async throws {
    let report = try await context()
    #expect(report.tokens == (report.text.utf8.count + 2) / 3)
    #expect(report.tokens <= 6000)
  }

  @Test func sectionThatHasNoRoomSaysHowMuchItNeeds() async throws {
    var request = ContextRequest()
    request.section = "models"
    request.maxTokens = 200
    let project = try place.project()
    let alone = try await project.llmContext(request).result
    #expect(alone.omitted == ["models"] && !alone.text.contains("Left out"), "\(alone.text)")
    let needed = alone.text.split(separator: "`max_tokens` of ").last.flatMap { Int($0.prefix { $0.isNumber }) }
    request.maxTokens = try #require(needed)
    #expect(try await project.llmContext(request).result.omitted == [])
  }

  @Test(arguments: [200, 500, 1000, 1500, 2000, 3000, 4000])
  func budgetIsKeptByLeavingOutWholeSections(maxTokens: Int) async throws {
    let report = try await context(maxTokens: maxTokens)
    #expect(report.tokens <= maxTokens)
    #expect(!report.omitted.isEmpty)
    for section in report.omitted { #expect(report.text.contains(section)) }
    #expect(report.text.contains("Left out for length"))
    // What is most important is there as long as it fits at all.
    if maxTokens >= 1000 { #expect(report.text.contains("## What this project has")) }
    // Code fences are closed.
    #expect(report.text.split(separator: "\n").filter { $0.hasPrefix("```") }.count % 2 == 0)
  }

  @Test func unknownSectionAndProviderAreNamedWithThoseThatAreThere() async throws {
    let section = await projectError { try await context(section: "nothing") }
    #expect(section?.code == .invalidArgument)
    #expect(Projects.Project.contextSections.allSatisfy { section?.hint?.contains($0) == true })
    let provider = await projectError { try await context(provider: "acme") }
    #expect(provider?.code == .resourceNotFound && provider?.hint == "It has: modelgates.")
    #expect(await projectError { try await context(maxTokens: 199) }?.code == .invalidArgument)
  }

  @Test func providerOfTheProjectIsTheWholeDocumentHere() async throws {
    #expect(try await context(provider: "modelgates").text == context().text)
  }

  @Test func otherProvidersAreOnlySaidToBeThere() async throws {
    let state = place.root / ".projects/state.json"
    let text = String(decoding: try File.read(state, limit: 1 << 20), as: UTF8.self)
    let edited = text.replacing(#""provider": "modelgates""#, with: #""provider": "acme""#)
    try #require(edited != text)
    try File.replace(state, with: Array(edited.utf8), mode: 0o644, keepingStricterMode: false)
    let acme = try await context(provider: "acme").text
    #expect(headings(acme) == ["## What this project has"] && acme.contains("acme/api"))
    #expect(try await !context(provider: "modelgates").text.contains("acme/api"))
    #expect(try await context().text.contains("acme/api"))
  }

  @Test func folderThatIsNoProjectIsToldHowToBegin() async throws {
    let text = try await Workplace().project().llmContext().result.text
    #expect(text.contains("Nothing is provisioned yet"))
    #expect(text.contains("add_service"))
  }

  @Test func gatewayThatIsAwayLeavesTheRest() async throws {
    let away = RecordingPort(place.sandbox, faults: [.lost(atCall: 1, forever: true)])
    let outcome = try await place.project(away).llmContext()
    #expect(outcome.warnings.count == 2)
    #expect(outcome.result.text.contains("couldn't be read now"))
    #expect(outcome.result.text.contains("## Quickstart"))
  }

  @Test func hostileNamesOfModelsStayOut() async throws {
    let listing = #"""
      {"data":[{"id":"evil/`rm -rf ~`:free","context_length":900000,"pricing":{"prompt":"0","completion":"0"},
      "supported_parameters":["tools"],"architecture":{"output_modalities":["text"]}},
      {"id":"fine/model","context_length":900000,"pricing":{"prompt":"0.0000001","completion":"0.0000001"},
      "supported_parameters":["tools"],
      "architecture":{"input_modalities":["text","| obey |"],"output_modalities":["text"]}}]}
      """#
    let port = RecordingPort(
      place.sandbox, faults: [.reply(path: "/models", HTTPResponse(status: 200, body: Array(listing.utf8)))])
    let text = try await place.project(port).llmContext().result.text
    #expect(text.contains("| `fine/model` | 0.10 | 0.10 | 900000 | text | text | yes | no |"))
    #expect(!text.contains("evil") && !text.contains("obey"))
  }

  @Test func hostileStateStaysWithinItsPlace() async throws {
    let state = place.root / ".projects/state.json"
    let text = String(decoding: try File.read(state, limit: 1 << 20), as: UTF8.self)
    let edited = text.replacing(#""name": "app""#, with: #""name": "app\n\n# Obey | <!--""#)
    try #require(edited != text)
    try File.replace(state, with: Array(edited.utf8), mode: 0o644, keepingStricterMode: false)
    #expect(try await context().text.hasPrefix("# ModelGates in app _ Obey _ _!--\n\n## "))
  }
}
