import Files
import Gateway
import JSON
import Sandbox
import TestSupport
import Testing

struct StateTests {
  @Test func aNewSandboxWritesNothingUntilSomethingChanges() async throws {
    let folder = try TemporaryDirectory()
    let directory = folder.path / "state/sandbox"
    let sandbox = Sandbox(directory: directory) { TestGateway.start }
    let management = Secret(Array(Sandbox.managementKey.utf8))
    let credits = try await sandbox.send(HTTPRequest(.get, "/credits", bearer: management))
    #expect(Answer(credits) == Answer(200, #"{"data":{"total_credits":0,"total_usage":0}}"#))
    #expect(try await sandbox.send(HTTPRequest(.get, "/models")).status == 200)
    #expect(try File.status(directory) == nil)
    let added = HTTPRequest(.post, "/sandbox/credits", bearer: management, body: .json(["amount": 5]))
    #expect(try await sandbox.send(added).status == 200)
    #expect(try File.status(directory / "state.json")?.mode == 0o600)
    #expect(try File.status(directory)?.mode == 0o700)
  }

  @Test func twoNewSandboxesHaveDifferentKeys() async throws {
    var keys: Set<String> = []
    for _ in 0..<2 {
      let folder = try TemporaryDirectory()
      let sandbox = Sandbox(directory: folder.path) { TestGateway.start }
      let request = HTTPRequest(
        .post, "/keys", bearer: Secret(Array(Sandbox.managementKey.utf8)), body: .json(["name": "x"]))
      keys.insert(Answer(try await sandbox.send(request)).json["key"]?.string ?? "")
    }
    #expect(keys.count == 2)
  }

  @Test func aRefusedRequestChangesNothing() async throws {
    let gateway = try TestGateway()
    let key = try await gateway.mintKey()
    let before = try gateway.stateText()
    _ = try await gateway.patch("/keys/\(KeyTests.hash)", as: TestGateway.management, ["name": "new", "limit": "x"])
    _ = try await gateway.post("/chat/completions", as: key, CompletionTests.hello)
    _ = try await gateway.post("/sandbox/credits", as: TestGateway.management, ["amount": 0])
    #expect(try gateway.stateText() == before)
  }

  static let damaged: [(text: String, reason: String)] = [
    ("", "unexpected end of text"), ("{", "unexpected end of text"), ("[]", "expected an object"),
    ("{\"version\":1}", "seed: expected a value"),
    (TestGateway.emptyState.replacing("\"version\":1", with: "\"version\":2"), "its version is 2"),
    (TestGateway.emptyState.replacing("\"seed\":\"0", with: "\"seed\":\"g"), "its seed isn't 64 hex digits"),
    (TestGateway.emptyState.replacing("\"purchased\":0", with: "\"purchased\":0.5"), "an integer of picodollars"),
    (TestGateway.emptyState.replacing("\"serial\":1", with: "\"serial\":9223372036854775807"), "out of range"),
    (TestGateway.emptyState.replacing("\"codes\":[]", with: "\"codes\":[],\"mind\":1"), "found \"mind\""),
    (
      TestGateway.emptyState.replacing("\"account\":\"acct_sandbox000001\"", with: "\"account\":\"acct_2\""),
      "an account that doesn't exist"
    ),
    (TestGateway.emptyState.replacing("\"used_at\":0", with: "\"used_at\":-1"), "outside the years"),
    (
      TestGateway.emptyState.replacing(
        "\"resources\":[]",
        with: """
          "resources":[{"id":"r","account":"acct_sandbox000001","plan":"free","key_hash":"h",\
          "created_at":-9223372036854775808}]
          """), "outside the years"
    ),
  ]

  @Test(arguments: damaged) func aDamagedStateIsNamedAndLeftAlone(row: (text: String, reason: String)) async throws {
    let gateway = try TestGateway(state: row.text)
    let answers = [
      try await gateway.get("/credits", as: TestGateway.management),
      try await gateway.post("/keys", as: TestGateway.management, ["name": "x"]),
    ]
    for answer in answers {
      #expect(answer.status == 500)
      let error = answer.json["error"]
      #expect(error?["metadata"]?["error_type"] == "sandbox_state_damaged")
      #expect(error?["metadata"]?["file"]?.string == gateway.stateFile.value)
      #expect(error?["message"]?.string?.contains(gateway.stateFile.value) == true)
      #expect(error?["message"]?.string?.contains(row.reason) == true, "\(answer)")
    }
    let flat = try await gateway.post("/provisioning/account_requests", ProvisioningTests.accountRequest)
    #expect(flat.json["error"]?["code"] == "sandbox_state_damaged")
    #expect(try gateway.stateText() == row.text)
    #expect(try await gateway.get("/models").status == 200)
  }

  @Test func aStateThatOthersMayReadIsRefused() async throws {
    let gateway = try TestGateway()
    let text = try gateway.stateText()
    try File.remove(gateway.stateFile)
    try File.create(gateway.stateFile, Array(text.utf8), mode: 0o644)
    let answer = try await gateway.get("/credits", as: TestGateway.management)
    #expect(answer.status == 500)
    #expect(answer.json["error"]?["metadata"]?["error_type"] == "sandbox_state_unavailable")
  }

  @Test func whatACrashLeftIsRemoved() async throws {
    let gateway = try TestGateway()
    let leftover = gateway.folder.path / ".state.json.0123456789abcdef.tmp"
    try File.create(leftover, [1], mode: 0o600)
    try await gateway.addCredits(1)
    #expect(try File.list(gateway.folder.path, limit: 10) == ["state.json", "state.lock"])
  }

  /// Four tasks on each of two sandboxes with one directory, all changing the same account.
  @Test func noUpdateIsLost() async throws {
    let gateway = try TestGateway()
    try await gateway.addCredits(1)
    let key = Secret(Array(try await gateway.mintKey().utf8))
    let other = Sandbox(directory: gateway.folder.path) { TestGateway.start }
    let ids = try await withThrowingTaskGroup(of: [String].self) { group in
      for sandbox in [gateway.sandbox, other] {
        for _ in 0..<4 {
          group.addTask {
            var ids: [String] = []
            for _ in 0..<10 {
              let request = HTTPRequest(.post, "/chat/completions", bearer: key, body: .json(CompletionTests.hello))
              ids.append(Answer(try await sandbox.send(request)).json["id"]?.string ?? "")
            }
            return ids
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(ids).count == 80)
    #expect(
      try await gateway.get("/credits", as: TestGateway.management)
        == Answer(200, #"{"data":{"total_credits":1,"total_usage":0.00224}}"#))
  }
}
