import Files
import Gateway
import JSON
import Projects
import TestSupport
import Testing

@Suite struct UnlinkAccountTests {
  private let place: Workplace
  private let add = AddServiceRequest(reference: "modelgates/api")

  init() throws { place = try Workplace() }

  @Test func unlinkingForgetsTheTokensAndLeavesKeysAlive() async throws {
    let port = RecordingPort(place.sandbox)
    _ = try await place.project(port).addService(add)
    let outcome = try await place.project().unlinkAccount("modelgates")
    #expect(outcome.result.status == .unlinked && outcome.result.services == ["modelgates-api"])
    #expect(outcome.warnings.contains { $0.contains("stay alive") })
    #expect(await place.accepts(try #require(place.envKey())))
    let status = try await place.project().status().result
    #expect(!status.accountLinked && status.services.map(\.status) == [.ready])
    let state = String(decoding: try File.read(place.root / ".projects/state.json", limit: 1 << 20), as: UTF8.self)
    #expect(!state.contains("account_id"))
  }

  @Test func whatNeedsTheAccountLinksItAgain() async throws {
    _ = try await place.project().addService(add)
    _ = try await place.project().unlinkAccount("modelgates")
    let port = RecordingPort(place.sandbox)
    let old = try #require(place.envKey())
    #expect(try await place.project(port).rotateKey().result.oldKey == .refused)
    #expect(port.calls.contains("POST /provisioning/oauth/token"))
    #expect(await !place.accepts(old))
  }

  @Test func unlinkingTwiceIsFineAndNeedsNoGateway() async throws {
    _ = try await place.project().linkAccount("modelgates")
    let port = RecordingPort(place.sandbox)
    #expect(try await place.project(port).unlinkAccount("ModelGates").result.status == .unlinked)
    #expect(try await place.project(port).unlinkAccount("modelgates").result.status == .notLinked)
    #expect(port.calls == [])
  }

  @Test func unlinkingEndsARequestThatWaits() async throws {
    let email = "dev+browser@example.com"
    let first = await projectError { try await place.project(email: email).linkAccount("modelgates") }
    #expect(try await place.project(email: email).unlinkAccount("modelgates").result.status == .unlinked)
    let second = await projectError { try await place.project(email: email).linkAccount("modelgates") }
    #expect(first?.details?["url"] != second?.details?["url"])
  }

  @Test func aGracePeriodStillNeedsTheAccount() async throws {
    _ = try await place.project().addService(add)
    _ = try await place.project().rotateKey(graceSeconds: 60)
    let error = await projectError { try await place.project(time: 30).unlinkAccount("modelgates") }
    #expect(error?.code == .operationInProgress)
    #expect(try await place.project().status().result.accountLinked)
    #expect(try await place.project(time: 61).unlinkAccount("modelgates").result.status == .unlinked)
    #expect(try await place.liveKeys() == 1)
  }
}
