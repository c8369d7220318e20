import Gateway
import JSON
import Projects
import Testing

@Suite struct LLMContextTests {
  private let place: Workplace

  init() async throws {
    place = try Workplace()
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
  }

  @Test func documentSaysWhatThereIsAndHowToCallIt() async throws {
    let outcome = try await place.project().llmContext()
    let text = outcome.result.text
    #expect(outcome.warnings.isEmpty)
    #expect(outcome.result.omitted.isEmpty)
    for part in [
      "| modelgates-api | modelgates/api | free | `MODELGATES_API_KEY`, `MODELGATES_TYPE` |",
      "Authorization: Bearer $MODELGATES_API_KEY", "os.environ[\"MODELGATES_API_KEY\"]",
      "process.env.MODELGATES_API_KEY",
      "## Choosing a model", "| Free of charge | `", ":free`", "20 requests a minute", "rotate_key", "sandbox",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func sameStateGivesTheSameDocument() async throws {
    let first = try await place.project().llmContext().result.text
    let second = try await place.project().llmContext().result.text
    #expect(first == second)
  }

  @Test(arguments: [200, 500, 1000, 1500, 2000, 3000])
  func budgetIsKeptByLeavingOutWholeSections(maxTokens: Int) async throws {
    let report = try await place.project().llmContext(maxTokens: maxTokens).result
    #expect(report.tokens <= maxTokens)
    #expect(report.text.utf8.count <= maxTokens * 4)
    for section in report.omitted { #expect(report.text.contains(section)) }
    #expect(report.omitted.isEmpty == !report.text.contains("Left out for length"))
    // What is most important is there as long as it fits at all.
    if maxTokens >= 1000 { #expect(report.text.contains("## What this project has")) }
    // Code fences are closed.
    #expect(report.text.split(separator: "\n").filter { $0.hasPrefix("```") }.count % 2 == 0)
  }

  @Test func oneSectionCanBeAskedFor() async throws {
    let text = try await place.project().llmContext(section: "errors").result.text
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("## ") } == ["## When a request fails"])
    let error = await projectError { try await place.project().llmContext(section: "nothing") }
    #expect(error?.code == .invalidArgument)
    #expect(Projects.Project.contextSections.allSatisfy { error?.hint?.contains($0) == true })
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
      "supported_parameters":["tools"],"architecture":{"output_modalities":["text"]}}]}
      """#
    let port = RecordingPort(
      place.sandbox, faults: [.reply(path: "/models", HTTPResponse(status: 200, body: Array(listing.utf8)))])
    let text = try await place.project(port).llmContext().result.text
    #expect(!text.contains("evil"))
  }
}
