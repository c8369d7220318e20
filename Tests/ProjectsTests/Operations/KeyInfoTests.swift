import Gateway
import JSON
import Projects
import Sandbox
import Testing

@Suite struct KeyInfoTests {
  private let place: Workplace
  private let admin: Secret

  init() async throws {
    place = try Workplace()
    admin = Secret(Array(place.adminKey.utf8))
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
  }

  private func bought(_ dollars: String) async throws {
    let body = try JSON(parsing: Array(#"{"amount":\#(dollars)}"#.utf8), limits: JSONLimits(depth: 2, bytes: 100))
    let response = try await place.sandbox.send(
      HTTPRequest(.post, "/sandbox/credits", bearer: admin, body: .json(body)))
    try #require(response.status == 200)
  }

  @Test func freeTierHasItsLimitsAndResets() async throws {
    let info = try await place.project().keyInfo().result
    #expect(info.isFreeTier)
    #expect(info.freeRequestsPerMinute == 20)
    #expect(info.freeRequestsPerDay == 50)
    #expect(info.dayResetsAt == "2026-03-03T00:00:00Z")
    #expect(info.meaning.contains { $0.contains("50 a day") && $0.contains("$10") })
    #expect(info.meaning.contains { $0.contains("get_credits") })
    #expect(info.keyFingerprint.utf8.count == 12)
  }

  @Test func creditsRaiseTheDailyLimit() async throws {
    try await bought("10")
    let info = try await place.project(managementKey: admin).keyInfo().result
    #expect(info.freeRequestsPerDay == 1000)
    #expect(!info.isFreeTier)
    let unknown = try await place.project().keyInfo().result
    #expect(unknown.freeRequestsPerDay == 50)
    #expect(unknown.meaning.contains { $0.contains("1000 a day if") })
  }

  @Test func negativeBalanceIsAWarning() async throws {
    try await bought("-1.5")
    let outcome = try await place.project(managementKey: admin).credits()
    #expect(outcome.result.blocked)
    #expect(outcome.result.remaining == USD("-1.5"))
    #expect(outcome.warnings.count == 1)
    let info = try await place.project(managementKey: admin).keyInfo().result
    #expect(info.meaning.contains { $0.contains("negative ($-1.50)") })
    let warned = try await place.project(managementKey: admin).keyInfo()
    #expect(warned.warnings.count == 1 && warned.nextSteps.contains { $0.contains("modelgates open") })
  }

  @Test func limitThatIsUsedUpIsAWarningWithItsReset() async throws {
    _ = try await place.project().setLimit("modelgates", to: SpendingLimit(0, reset: .weekly))
    let outcome = try await place.project().keyInfo()
    #expect(outcome.warnings.count == 1)
    #expect(outcome.warnings.contains { $0.contains("used up") && $0.contains("until 2026-03-09T00:00:00Z") })
  }

  @Test func creditsNeedAManagementKeyAndSayWhatDoesNot() async throws {
    let error = await projectError { try await place.project().credits() }
    #expect(error?.code == .managementKeyRequired)
    #expect(error?.hint?.contains("get_key_info") == true)
  }

  @Test func resetsAreThoseOfTheCalendar() async throws {
    let info = try await place.admin.keys()
    let hash = try #require(info.first { !$0.disabled }?.hash.text)
    // Sunday, 28 February 2027, 23:59:59 UTC is 363 days and some hours after the start.
    let sunday: Int64 = 1_803_859_199 - Workplace.start
    for (reset, expected) in [
      (LimitReset.daily, "2027-03-01T00:00:00Z"), (.weekly, "2027-03-01T00:00:00Z"),
      (.monthly, "2027-03-01T00:00:00Z"),
    ] {
      _ = try await place.admin.setKey(hash: hash, limit: 5, reset: reset)
      #expect(try await place.project(time: sunday).keyInfo().result.limitResetsAt == expected)
    }
    _ = try await place.admin.setKey(hash: hash, limit: 5, reset: .weekly)
    // A Monday morning: the next Monday.
    #expect(try await place.project().keyInfo().result.limitResetsAt == "2026-03-09T00:00:00Z")
    _ = try await place.admin.setKey(hash: hash, limit: 5, reset: .monthly)
    #expect(try await place.project().keyInfo().result.limitResetsAt == "2026-04-01T00:00:00Z")
  }
}
