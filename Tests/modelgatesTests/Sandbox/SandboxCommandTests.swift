import Files
import Gateway
import JSON
import Sandbox
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `modelgates sandbox`, and every command against it.
@Suite(.timeLimit(.minutes(10)))
struct SandboxCommandTests {
  /// What a user does from the first link to the last removal.
  private static let story = [
    "link modelgates", "link modelgates", "add modelgates/api", "add modelgates/api", "services list", "env",
    "env --pull", "key", "rotate modelgates/api --yes", "rotate modelgates-api --yes --grace-seconds 60",
    "rotate modelgates-api --yes", "status", "add modelgates/api --name second", "remove modelgates --yes",
    "remove second --yes --only-credentials", "remove modelgates-api --yes", "unlink modelgates", "unlink neon --yes",
    "unlink modelgates --yes", "unlink modelgates --yes", "add modelgates/api", "credits", "models count --limit 2",
    "catalog", "status",
  ]

  /// What differs between two runs by its nature: addresses, fingerprints, times, folders.
  private static func normal(_ json: JSON, _ gateway: String) -> JSON {
    switch json {
    case .string(let text):
      let words = text.split(separator: " ", omittingEmptySubsequences: false).map { normal(word: $0, gateway) }
      return .string(words.joined(separator: " "))
    case .array(let elements): return .array(elements.map { normal($0, gateway) })
    case .object(let members):
      var copy = JSONObject()
      for (name, value) in members { copy[name] = normal(value, gateway) }
      return .object(copy)
    default: return json
    }
  }

  private static func normal(word: Substring, _ gateway: String) -> String {
    let bare = word.prefix { $0 != ";" && $0 != "," }
    let isHex = bare.count == 12 && bare.allSatisfy(\.isHexDigit)
    let isTime = bare.count >= 20 && bare.hasPrefix("20") && bare.contains("T")
    if isHex || isTime || bare.hasPrefix("/") || bare.hasPrefix("acct_sandbox") { return "…" }
    return bare == gateway ? "GATEWAY" + word.dropFirst(bare.count) : String(word)
  }

  private func results(_ environment: [String: String], gateway: String) async throws -> [String] {
    let place = try Place()
    var results: [String] = []
    for line in Self.story {
      let run = try await place.run(line + " --json", environment)
      results.append("\(line): \(run.status) \(Self.normal(try run.json, gateway))")
    }
    return results
  }

  @Test func everyCommandDoesTheSameAsInProcess() async throws {
    let inProcess = try await results([:], gateway: "sandbox")
    let overPort = try await SandboxProcess.run { sandbox in
      try await results(
        ["MODELGATES_GATEWAY": sandbox.address, "MODELGATES_EMAIL": "developer@example.com"],
        gateway: String(sandbox.address.dropFirst(7).prefix { $0 != "/" }))
    }
    #expect(inProcess.count == Self.story.count)
    for (one, other) in zip(inProcess, overPort) { #expect(one == other) }
  }

  @Test func aPersonAgreesInABrowserAndTheSameCommandGoesOn() async throws {
    try await SandboxProcess.run { sandbox in
      let place = try Place()
      let environment = ["MODELGATES_GATEWAY": sandbox.address, "MODELGATES_EMAIL": "dev+browser@example.com"]
      let pending = try await place.run("add modelgates/api --json", environment)
      #expect(pending.status == .exited(3))
      let error = try pending.json["error"]
      #expect(error?["code"] == "authorization_pending")
      let url = try #require(error?["details"]?["url"]?.string)
      let page = try await sandbox.page(url)
      #expect(page.status == 200 && page.text.contains("dev+browser@example.com"))
      let form = try #require(url.split(separator: "?").last)
      let root = String(sandbox.address.dropLast("/api/v1".count))
      let decided = try await sandbox.page(root + "/authorize", form: form + "&decision=approve")
      #expect(decided.status == 200)
      let added = try await place.run("add modelgates/api --json", environment)
      #expect(try added.json["data"]?["status"] == "added")
      #expect(try place.keys().count == 1)
    }
  }

  @Test func inProcessTheAdminCallAgrees() async throws {
    let place = try Place()
    let environment = ["MODELGATES_EMAIL": "dev+browser@example.com"]
    #expect(try await place.run("link modelgates --json", environment).status == .exited(3))
    let sandbox = Sandbox(
      directory: place.home / ".local/state/modelgates/sandbox", clock: { Int64(time(nil)) })
    let response = try await sandbox.send(
      HTTPRequest(
        .post, "/sandbox/authorizations", bearer: Secret(Array(Sandbox.managementKey.utf8)),
        body: .json(["email": "dev+browser@example.com"])))
    #expect(response.status == 200)
    #expect(try await place.run("link modelgates --json", environment).json["data"]?["status"] == "linked")
  }

  @Test func aLostReplyMintsNoSecondKey() async throws {
    try await SandboxProcess.run { sandbox in
      let place = try Place()
      let environment = ["MODELGATES_GATEWAY": sandbox.address, "MODELGATES_EMAIL": "dev@example.com"]
      for fault in ["lost", "cut", "status=503;retry-after=0", "garbage", "error-in-200"] {
        let plan: JSON = [
          "fault": .string(fault), "method": "POST", "path": "/provisioning/resources", "count": 1,
        ]
        #expect(try await sandbox.admin("/sandbox/faults", plan).status == 200)
        _ = try await place.run("rotate --yes --json", environment)
        _ = try await place.run("add modelgates/api --json", environment)
        let pulled = try await place.run("env --pull --json", environment)
        #expect(try pulled.json["ok"] == true, "\(fault)")
        let client = GatewayClient(
          port: try sandbox.port, managementKey: Secret(Array(Sandbox.managementKey.utf8)))
        #expect(try await client.keys().count == 1, "\(fault)")
        let key = try #require(try place.keys().first)
        _ = try await client.keyInfo(key: Secret(Array(key.utf8)))
      }
    }
  }

  @Test(arguments: [
    ("--port 65536", "port: expected an integer from 0 to 65535"), ("--port x", "takes a whole number"),
    ("--host 0.0.0.0 --port 0", "add --expose"), ("--host evil.example --port 0", "neither an address in numbers"),
    ("--prot 1", "Did you mean --port?"), ("now", "Unexpected argument"),
  ])
  func whatCannotBeServedIsAUsageError(line: String, text: String) async throws {
    let run = try await Place().run("sandbox " + line)
    #expect(run.status == .exited(2) && run.output == "")
    #expect(run.errors.contains(text), "\(run.errors)")
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func aSignalEndsIt(signal: Int32) async throws {
    try await SandboxProcess.run { sandbox in
      sandbox.process.kill(signal)
      #expect(await sandbox.process.end() == .exited(0))
    }
  }

  @Test func otherAddressesOfThisComputerAreItsOwn() async throws {
    try await SandboxProcess.run("--port 0 --host 127.0.0.2") { sandbox in
      let page = try await sandbox.page(sandbox.address + "/models/count")
      #expect(page.status == 200)
    }
  }

  @Test func otherComputersNeedTheirOwnYes() async throws {
    try await SandboxProcess.run("--port 0 --host 0.0.0.0 --expose") { sandbox in
      #expect(sandbox.address.hasPrefix("http://0.0.0.0:"))
      let port = sandbox.address.split(separator: ":").last ?? ""
      let page = try await sandbox.page("http://127.0.0.1:\(port)/models/count")
      #expect(page.status == 200 && page.text == #"{"data":{"count":359}}"#)
    }
  }
}
