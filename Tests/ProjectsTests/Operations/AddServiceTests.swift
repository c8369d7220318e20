import Files
import Gateway
import JSON
import Projects
import Sandbox
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct AddServiceTests {
  private let place: Workplace
  private let request = AddServiceRequest(reference: "modelgates/api")

  init() throws { place = try Workplace() }

  @Test func addingFromNothingWritesAWorkingKey() async throws {
    let outcome = try await place.project().addService(request)
    let report = outcome.result
    #expect(report.status == .added)
    #expect(report.name == "modelgates-api")
    #expect(report.plan == "free")
    #expect(report.variables == ["MODELGATES_API_KEY", "MODELGATES_TYPE"])
    #expect(report.gateway == "sandbox")
    let lines = place.env.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("# ModelGates (MODELGATES_API_KEY): "))
    #expect(lines[0].contains("sandbox key"))
    #expect(lines[1].hasPrefix("MODELGATES_API_KEY=sk-mg-v1-sandbox"))
    #expect(lines[2...] == ["MODELGATES_TYPE=bearer", ""])
    #expect(try File.status(place.envFile)?.mode == 0o600)
    #expect(await place.accepts(try #require(place.envKey())))
    #expect(try await place.liveKeys() == 1)
  }

  @Test func everyEarlierByteOfTheEnvFileStays() async throws {
    let before = "# mine\r\nA='b c' # why\r\n\r\nexport X=\"multi\r\nline\"\r\nlast=1"
    try place.writeEnv(before)
    _ = try await place.project().addService(request)
    #expect(place.env.hasPrefix(before))
    #expect(place.env.contains("MODELGATES_TYPE=bearer"))
  }

  @Test func addingAgainMintsNothing() async throws {
    _ = try await place.project().addService(request)
    let env = place.env
    let again = try await place.project().addService(request).result
    #expect(again.status == .alreadyAdded)
    #expect(place.env == env)
    #expect(try await place.liveKeys() == 1)
  }

  @Test func addingAgainSaysWhatIsMissingHere() async throws {
    _ = try await place.project().addService(request)
    try place.writeEnv("")
    let withoutLines = try await place.project().addService(request)
    #expect(withoutLines.result.status == .alreadyAdded)
    #expect(withoutLines.nextSteps.first?.hasPrefix("pull_env ") == true)
    try File.remove(place.root / ".projects/vault/vault.sealed")
    let withoutKey = try await place.project().addService(request)
    #expect(withoutKey.result.status == .alreadyAdded)
    #expect(withoutKey.nextSteps.first?.contains("`modelgates rotate modelgates-api`") == true)
  }

  @Test(arguments: ["modelgates", "ModelGates/API", "modelgates/api"])
  func providerAloneMeansItsOnlyService(reference: String) async throws {
    let report = try await place.project().addService(AddServiceRequest(reference: reference)).result
    #expect(report.service == "modelgates/api")
  }

  @Test(arguments: ["modelgate/api", "neon/postgres", "", "modelgates/free"])
  func otherReferencesAreRefused(reference: String) async throws {
    let error = await projectError { try await place.project().addService(AddServiceRequest(reference: reference)) }
    #expect(error?.code == (reference == "modelgates/free" ? .invalidArgument : .resourceNotFound))
    #expect(try File.status(place.root / ".projects") == nil)
  }

  @Test func anotherNameHasItsOwnVariables() async throws {
    _ = try await place.project().addService(request)
    var other = request
    other.name = "chat-bot"
    let report = try await place.project().addService(other).result
    #expect(report.variables == ["CHAT_BOT_API_KEY", "CHAT_BOT_TYPE"])
    #expect(place.envKey("CHAT_BOT_API_KEY") != place.envKey())
    #expect(try await place.liveKeys() == 2)
  }

  @Test func otherPlanUnderTheSameNameIsRefused() async throws {
    _ = try await place.project().addService(request)
    var paid = request
    paid.plan = .payAsYouGo
    paid.confirmsPaid = true
    let error = await projectError { try await place.project().addService(paid) }
    #expect(error?.code == .alreadyExists)
    #expect(error?.hint?.contains("modelgates upgrade modelgates-api") == true)
  }

  @Test(arguments: ["MODELGATES_API_KEY=mine\n", "MODELGATES_TYPE=other\n"])
  func foreignVariableOfTheSameNameIsNeverOverwritten(env: String) async throws {
    try place.writeEnv(env)
    let error = await projectError { try await place.project().addService(request) }
    #expect(error?.code == .envVariableConflict)
    #expect(place.env == env)
    #expect(try await place.liveKeys() == 0)
  }

  @Test func dryRunListsEveryBlockerAndWritesNothing() async throws {
    try place.writeEnv("MODELGATES_API_KEY=mine\n")
    var dry = request
    dry.plan = .payAsYouGo
    dry.dryRun = true
    let report = try await place.project(email: nil).addService(dry).result
    #expect(report.status == .blocked)
    let failed = try #require(report.preflight).filter { !$0.pass }
    #expect(
      failed.map(\.code)
        == ["env_variable_conflict", "email_required", "payment_method_required", "confirmation_required"])
    #expect(failed.allSatisfy { $0.remedy?.isEmpty == false })
    #expect(try File.list(place.root, limit: 10) == [".env"])
  }

  @Test func blockedAdditionTellsAllOfItsBlockers() async throws {
    var paid = request
    paid.plan = .payAsYouGo
    let error = await projectError { try await place.project(email: nil).addService(paid) }
    #expect(error?.code == .emailRequired)
    let checks = try #require(error?.details?["preflight"]?.array)
    #expect(checks.filter { $0["pass"] == false }.count == 2)
  }

  @Test func paidPlanWithoutPaymentMethodLeavesNothingBehind() async throws {
    var paid = request
    paid.plan = .payAsYouGo
    paid.confirmsPaid = true
    let error = await projectError { try await place.project().addService(paid) }
    #expect(error?.code == .paymentMethodRequired)
    #expect(place.env == "")
    let status = try await place.project().status().result
    #expect(status.services.isEmpty)
    #expect(status.unfinished.isEmpty)
  }

  @Test func dryRunForeseesWhatTheAccountLacks() async throws {
    _ = try await place.project().addService(request)
    try await place.administer("/sandbox/terms", #"{"accepted":false}"#)
    var dry = request
    dry.name = "second"
    dry.plan = .payAsYouGo
    dry.confirmsPaid = true
    dry.dryRun = true
    let blocked = try await place.project().addService(dry).result
    #expect(blocked.ready == false)
    #expect(
      blocked.preflight?.filter { !$0.pass }.map(\.code) == ["payment_method_required", "tos_acceptance_required"])
    try await place.administer("/sandbox/payment_method", #"{"on_file":true}"#)
    dry.acceptsTerms = true
    let ready = try await place.project().addService(dry).result
    #expect(ready.status == .ready && ready.ready == true)
    #expect(try await place.liveKeys() == 1)
  }

  @Test func termsThatAreNotAcceptedAreARefusalThatChangesNothing() async throws {
    try await place.administer("/sandbox/terms", #"{"accepted":false}"#)
    let error = await projectError { try await place.project().addService(request) }
    #expect(error?.code == .termsNotAccepted)
    #expect(error?.hint?.contains("--accept-tos") == true)
    #expect(place.env == "")
    #expect(try await place.project().status().result.unfinished.isEmpty)
    var accepting = request
    accepting.acceptsTerms = true
    #expect(try await place.project().addService(accepting).result.status == .added)
    var second = request
    second.name = "second"
    #expect(try await place.project().addService(second).result.status == .added)
  }

  @Test(arguments: [nil, Sandbox.managementKey])
  func limitIsThatOfTheKeyAndGoesOnWithItsSuccessors(managementKey: String?) async throws {
    let managementKey = managementKey.map { Secret($0) }
    var limited = request
    limited.limit = try SpendingLimit(#require(USD("2.5")), reset: .weekly)
    let report = try await place.project(managementKey: managementKey).addService(limited).result
    #expect(report.limit == USD("2.5"))
    for _ in 0..<2 {
      let info = try await place.project().keyInfo().result
      #expect(info.limit == USD("2.5") && info.limitReset == "weekly")
      #expect(try await place.project(managementKey: managementKey).rotateKey().warnings.isEmpty)
    }
  }

  @Test func gatewayThatTakesNoLimitLeavesNothingBehind() async throws {
    var limited = request
    limited.limit = try SpendingLimit(5)
    let unlimited = HTTPResponse(status: 200, body: Array(#"{"data":{"limit":null}}"#.utf8))
    let port = RecordingPort(place.sandbox, faults: [.reply(path: "/key", unlimited)])
    let error = await projectError { try await place.project(port).addService(limited) }
    #expect(error?.code == .limitNotSet)
    #expect(place.env == "")
    #expect(try await place.liveKeys() == 0)
    #expect(try await place.project().status().result.unfinished.isEmpty)
  }

  @Test func sameIdempotencyKeyGivesTheSameResult() async throws {
    var keyed = request
    keyed.idempotencyKey = "call-1"
    let first = try await place.project().addService(keyed)
    _ = try await place.project().removeService("modelgates")
    let second = try await place.project().addService(keyed)
    #expect(second.result.jsonText == first.result.jsonText)
    #expect(try await place.liveKeys() == 0)
    keyed.name = "other"
    let changed = keyed
    let error = await projectError { try await place.project().addService(changed) }
    #expect(error?.code == .idempotencyConflict)
  }

  @Test func projectsOfOneUserShareTheAccount() async throws {
    let port = RecordingPort(place.sandbox)
    _ = try await place.project(port).addService(request)
    try File.createDirectory(place.folder.path / "second", mode: 0o755, intermediates: false)
    let second = Projects.Project(
      root: place.folder.path / "second", gateway: GatewayClient(port: port, managementKey: nil),
      address: "https://modelgates.ai/api/v1", user: try UserDirectories(environment: ["HOME": place.home.value]),
      email: nil)
    _ = try await second.addService(request)
    #expect(port.calls.filter { $0.contains("account_requests") }.count == 1)
  }

  @Test(arguments: ["Upper", "", "a_b", "ümlaut", "1st", String(repeating: "a", count: 65)])
  func namesOfServicesAreChecked(name: String) async throws {
    var named = request
    named.name = name
    let changed = named
    let error = await projectError { try await place.project().addService(changed) }
    #expect(error?.code == .invalidArgument)
    #expect(try await place.liveKeys() == 0)
  }

  @Test func refusedNewKeyIsTakenBack() async throws {
    let refusal = HTTPResponse(status: 401, body: Array("{}".utf8))
    let port = RecordingPort(place.sandbox, faults: [.reply(path: "/key", refusal)])
    let error = await projectError { try await place.project(port).addService(request) }
    #expect(error?.code == .verificationFailed)
    #expect(place.env == "")
    #expect(try await place.liveKeys() == 0)
    #expect(try await place.project().addService(request).result.status == .added)
  }

  @Test func gatewayWithoutTheProtocolIsServedByAManagementKey() async throws {
    let missing = HTTPResponse(status: 404, body: Array("{}".utf8))
    let port = RecordingPort(place.sandbox, faults: [.reply(path: "/provisioning", missing)])
    let key = Secret(Array(place.adminKey.utf8))
    let added = try await place.project(port, managementKey: key).addService(request)
    #expect(added.result.status == .added)
    let old = try #require(place.envKey())
    let rotated = try await place.project(port, managementKey: key).rotateKey()
    #expect(rotated.result.oldKey == .refused)
    #expect(await !place.accepts(old))
    let removed = try await place.project(port, managementKey: key).removeService("modelgates")
    #expect(removed.result.key == .refused)
    #expect(try await place.liveKeys() == 0)
  }

  @Test func dryRunWithAManagementKeySaysThatItHasNoPlans() async throws {
    let missing = HTTPResponse(status: 404, body: Array("{}".utf8))
    let port = RecordingPort(place.sandbox, faults: [.reply(path: "/provisioning", missing)])
    let key = Secret(Array(place.adminKey.utf8))
    var paid = request
    paid.plan = .payAsYouGo
    paid.dryRun = true
    let report = try await place.project(port, managementKey: key).addService(paid).result
    #expect(report.ready == false)
    let failing = report.preflight?.filter { !$0.pass }.map(\.label)
    #expect(failing == ["Its account has plans", "Paying is agreed to"])
    paid.dryRun = false
    paid.confirmsPaid = true
    let error = await projectError { try await place.project(port, managementKey: key).addService(paid) }
    #expect(error?.code == .invalidArgument && error?.hint?.contains("--plan free") == true)
    #expect(try await place.liveKeys() == 0)
  }

  @Test func hintNamesTheServiceWhereThereAreSeveral() async throws {
    let place = try Workplace()
    let first = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
    #expect(first.nextSteps.contains("get_key_info (`modelgates key`) shows limits and usage."))
    var request = AddServiceRequest(reference: "modelgates/api")
    request.name = "second"
    let second = try await place.project().addService(request)
    #expect(second.nextSteps.contains("get_key_info (`modelgates key second`) shows limits and usage."))
  }

  /// Whether a folder can be written to is asked of the system, which never says no to root.
  @Test(.enabled(if: geteuid() != 0))
  func dryRunNamesAFolderThatCannotBeWrittenTo() async throws {
    let place = try Workplace()
    try File.changeMode(of: place.root, to: 0o555)
    defer { try? File.changeMode(of: place.root, to: 0o755) }
    var request = AddServiceRequest(reference: "modelgates/api")
    request.dryRun = true
    let report = try await place.project().addService(request).result
    #expect(report.preflight?.filter { !$0.pass }.map(\.code) == ["storage_failed"])
  }

}
