import Gateway
import JSON
import Projects
import Testing

/// What a gateway wants to know first, and keys that take their time.
@Suite struct InformationTests {
  private let place: Workplace
  private let add = AddServiceRequest(reference: "modelgates/api")
  private let email = "dev+information@example.com"

  init() throws { place = try Workplace() }

  @Test func linkingSaysWhatIsNeededAndHowToGiveIt() async throws {
    let error = await projectError { try await place.project(email: email).linkAccount("modelgates") }
    #expect(error?.code == .informationRequired && error?.retryable == false)
    #expect(error?.message.contains("country (\"Country of the account's owner, as two letters.\")") == true)
    #expect(error?.hint?.contains(#"`modelgates link modelgates --info '{"country":"…"}'`"#) == true)
    #expect(
      error?.details?["information"] == [
        ["name": "country", "meaning": "Country of the account's owner, as two letters.", "required": true]
      ])
    let report = try await place.project(email: email).linkAccount("modelgates", information: ["country": "DE"]).result
    #expect(report.status == .created)
  }

  @Test func addingSaysWhatTheServiceNeedsAndLeavesNothingBehind() async throws {
    _ = try await place.project(email: email).linkAccount("modelgates", information: ["country": "DE"])
    let error = await projectError { try await place.project(email: email).addService(add) }
    #expect(error?.code == .informationRequired)
    #expect(error?.hint?.contains(#"`modelgates add modelgates/api --info '{"purpose":"…"}'`"#) == true)
    let status = try await place.project().status().result
    #expect(status.services.isEmpty && status.unfinished.isEmpty)
    #expect(place.env == "")
    var informed = add
    informed.information = ["purpose": "tests"]
    let request = informed
    #expect(try await place.project(email: email).addService(request).result.status == .added)
  }

  @Test func anInterruptedAdditionRepeatsTheInformation() async throws {
    _ = try await place.project(email: email).linkAccount("modelgates", information: ["country": "DE"])
    var informed = add
    informed.information = ["purpose": "tests"]
    let request = informed
    // The services, then the resource, whose reply is lost.
    let lost = RecordingPort(place.sandbox, faults: [.replyLost(atCall: 2, forever: true)])
    _ = await projectError { try await place.project(lost, email: email).addService(request) }
    #expect(try await place.project(email: email).pullEnvironment().warnings.contains { $0.contains("was finished") })
    #expect(await place.accepts(try #require(place.envKey())))
    #expect(try await place.liveKeys() == 1)
  }

  @Test func tooMuchInformationIsRefused() async throws {
    var informed = add
    informed.information = ["purpose": .string(String(repeating: "x", count: 1000))]
    let request = informed
    let error = await projectError { try await place.project().addService(request) }
    #expect(error?.code == .invalidArgument)
    #expect(try await place.liveKeys() == 0)
  }

  @Test func aKeyThatTakesItsTimeComesWithALaterCall() async throws {
    let email = "dev+pending@example.com"
    let error = await projectError { try await place.project(email: email).addService(add) }
    #expect(error?.code.name == "provisioning_pending" && error?.retryable == true)
    #expect(place.env == "")
    let early = await projectError { try await place.project(email: email, time: 1).addService(add) }
    #expect(early?.code.name == "provisioning_pending")
    #expect(try await place.liveKeys() == 1)
    let outcome = try await place.project(email: email, time: 2).addService(add)
    #expect(outcome.result.status == .alreadyAdded)
    #expect(outcome.warnings.contains { $0.contains("was finished") })
    #expect(await place.accepts(try #require(place.envKey())))
    #expect(try await place.liveKeys() == 1)
  }

  @Test func otherServicesDoNotWaitForIt() async throws {
    let email = "dev+pending@example.com"
    _ = await projectError { try await place.project(email: email).addService(add) }
    _ = try await place.project(email: email, time: 2).pullEnvironment()
    var other = add
    other.name = "second"
    let request = other
    let pending = await projectError { try await place.project(email: email, time: 10).addService(request) }
    #expect(pending?.code.name == "provisioning_pending")
    let pull = try await place.project(email: email, time: 10).pullEnvironment()
    #expect(pull.warnings.contains { $0.contains("goes on") })
    let rotating = await projectError { try await place.project(email: email, time: 10).rotateKey("modelgates-api") }
    #expect(rotating?.code.name == "provisioning_pending")
    let finished = try await place.project(email: email, time: 12).pullEnvironment()
    #expect(finished.warnings.filter { $0.contains("was finished") }.count == 2)
    #expect(await place.accepts(try #require(place.envKey("SECOND_API_KEY"))))
  }
}
