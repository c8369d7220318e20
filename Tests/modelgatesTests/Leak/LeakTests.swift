import Files
import JSON
import TestSupport
import Testing

/// The product's first promise: no key is anywhere but in the env file and, sealed, in the vault.
@Suite(.timeLimit(.minutes(10)))
struct LeakTests {
  @Test(arguments: Conversation.Era.allCases)
  func keyIsNowhereElseAfterTheWholeStory(_ era: Conversation.Era) async throws {
    let evidence = Evidence(try Place())
    try await tellOverMCP(era, evidence)
    try await tellOnTheCommandLine(evidence)
    try await provokeErrors(era, evidence)
    #expect(evidence.keys.count >= 5)
    #expect(try evidence.leaks() == [])
    try checkEnvironmentFile(evidence)
  }

  /// What a crash leaves behind: five servers killed in the midst of a rotation, and what the next one makes of it.
  @Test func crashLeavesNoKeyBehind() async throws {
    let evidence = Evidence(try Place())
    try await run("add modelgates/api", evidence)
    for _ in 1...5 {
      let victim = try await Conversation(.modern, evidence)
      try await victim.killDuring("tools/call", #""name":"rotate_key","arguments":{"confirm":true}"#)
      // A kill in the midst of replacing the env file leaves what was to become it, until the next operation.
      #expect(try evidence.leaks(sparing: evidence.place.halfWrittenEnvironmentFiles()) == [])
    }
    try await run("status", evidence)
    try await run("rotate --yes", evidence)
    try await run("key", evidence)
    #expect(try evidence.leaks() == [])
    try checkEnvironmentFile(evidence)
  }

  // MARK: The search is able to find

  private static let key = "sk-mg-v1-sandbox0123456789abcdef00112233fedcba987654321044556677"

  @Test func everySpellingIsFoundWhateverStandsAround() {
    let search = KeySearch([Self.key])
    let whole = Array(Self.key.utf8)
    #expect(search.found(in: whole) == ["plain"])
    for (name, bytes) in KeySearch.spellings(of: whole) where !name.hasPrefix("base64") {
      #expect(search.found(in: Array("before ".utf8) + bytes + Array(" after".utf8)).contains(name), "\(name)")
    }
    for before in 0..<6 {
      let bytes = [UInt8](repeating: 0x41, count: before) + whole + Array("tail".utf8)
      let found = search.found(in: Array(KeySearch.base64(bytes).utf8))
      #expect(found.contains { $0.hasPrefix("base64 at") }, "after \(before) bytes: \(found)")
    }
    #expect(search.found(in: Array(Self.key.prefix(45).utf8)) == ["plain"])
    #expect(search.found(in: Array("sk-mg-v1-sandbox and 0123456789abcdef".utf8)) == [])
  }

  @Test(arguments: ["home/.cache/modelgates/copy", "project/.projects/journal/copy", "project/.env.backup"])
  func plantedCopyIsFound(_ where: String) async throws {
    let evidence = Evidence(try Place())
    try await run("add modelgates/api", evidence)
    #expect(try evidence.leaks() == [])
    let key = try #require(evidence.keys.first)
    try evidence.place.write(String(key.reversed()), to: evidence.place.home.parent / FilePath(`where`))
    #expect(try evidence.leaks().count == 1)
  }

  @Test func saidKeyAndSaidTokenAreFound() async throws {
    let evidence = Evidence(try Place())
    try await run("add modelgates/api", evidence)
    evidence.add("a log", Array("token=mgat_sandbox_0a".utf8))
    evidence.add("an unknown key", Array("sk-mg-v1-sandbox0".utf8))
    #expect(try evidence.leaks().count == 2)
    evidence.add("a log", try File.read(evidence.place.environmentFile, limit: 1 << 20))
    #expect(try evidence.leaks().count > 2)
  }
}

// MARK: - The story

extension LeakTests {
  private func tellOverMCP(_ era: Conversation.Era, _ evidence: Evidence) async throws {
    let server = try await Conversation(era, evidence)
    for list in ["tools/list", "resources/list", "resources/templates/list", "prompts/list"] {
      try await server.request(list, #""unused":0"#)
    }
    try await server.call("init_project")
    try await server.call("add_service", #"{"service":"modelgates/api","idempotency_key":"once"}"#)
    try await server.call("add_service", #"{"service":"modelgates/api","idempotency_key":"once"}"#)
    try await server.call("add_service", #"{"service":"modelgates/api","name":"second"}"#)
    for tool in [
      "project_status", "search_catalog", "list_services", "list_env", "pull_env", "get_credits", "llm_context",
    ] {
      try await server.call(tool)
    }
    try await server.call("get_key_info", #"{"service":"second"}"#)
    try await server.call("list_models", #"{"limit":5}"#)
    try await server.call("get_model", #"{"model":"openai/gpt-4.1-mini"}"#)
    for _ in 1...2 { try await server.call("rotate_key", #"{"service":"modelgates-api"}"#) }
    try await server.call("rotate_key", #"{"service":"second","grace_seconds":60}"#)
    for uri in ["project", "llm-context", "catalog", "models/openai/gpt-4.1-mini", "nothing"] {
      try await server.request("resources/read", #""uri":"modelgates://\#(uri)""#)
    }
    for prompt in ["add_modelgates", "rotate_key", "browse_catalog"] {
      try await server.request("prompts/get", #""name":"\#(prompt)""#)
    }
    try await server.call("remove_service", #"{"service":"second"}"#)
    try await server.end()
  }

  private func tellOnTheCommandLine(_ evidence: Evidence) async throws {
    for (line, _) in CommandTests.story {
      try await run(line, evidence)
      try await run("\(line) --json", evidence)
    }
    try await run("add modelgates/api", evidence)
    try await run("credits --management-key-file /dev/null", evidence)
  }

  private func provokeErrors(_ era: Conversation.Era, _ evidence: Evidence) async throws {
    let place = evidence.place
    let vault = place.project / ".projects/vault/vault.sealed"
    let gateway = place.home / ".local/state/modelgates/sandbox/state.json"
    try await spoil(vault, evidence, era) { bytes in bytes[bytes.count / 2] ^= 1 }
    try await spoil(vault, evidence, era) { bytes in bytes.removeLast(bytes.count / 2) }
    try await spoil(place.project / ".projects/state.json", evidence, era) { bytes in bytes.removeLast() }
    try await spoil(gateway, evidence, era) { bytes in bytes = Array("{}".utf8) }
    try await spoil(gateway, evidence, era) { bytes in bytes = Array("not json".utf8) }
    try await spoil(place.environmentFile, evidence, era) { bytes in bytes += Array("\nMODELGATES_API_KEY=mine\n".utf8)
    }
    try await spoil(place.environmentFile, evidence, era) { bytes in bytes += Array("BROKEN=\"no end".utf8) }
    try await spoil(place.environmentFile, evidence, era) { bytes in bytes = Array("MODELGATES_API_KEY=mine\n".utf8) }
    async let one: Void = run("rotate --yes", evidence)
    async let other: Void = run("rotate --yes", evidence)
    _ = try await (one, other)
  }

  /// Spoils a file, tries everything that would touch it, and puts it back as it was.
  private func spoil(
    _ path: FilePath, _ evidence: Evidence, _ era: Conversation.Era, _ change: (inout [UInt8]) -> Void
  ) async throws {
    let before = try File.read(path, limit: 1 << 24)
    var bytes = before
    change(&bytes)
    try File.replace(path, with: bytes, mode: 0o600, keepingStricterMode: false)
    for line in ["status", "env", "key", "env --pull", "rotate --yes", "add modelgates/api", "llm-context"] {
      try await run(line, evidence)
    }
    let server = try await Conversation(era, evidence)
    for tool in ["project_status", "list_env", "pull_env", "get_key_info", "rotate_key"] { try await server.call(tool) }
    try await server.request("resources/read", #""uri":"modelgates://project""#)
    try await server.end()
    // The rotations above may have gone through, and then the old bytes are no longer true.
    if try File.read(path, limit: 1 << 24) == bytes {
      try File.replace(path, with: before, mode: 0o600, keepingStricterMode: false)
    }
  }

  private func run(_ line: String, _ evidence: Evidence) async throws {
    let run = try await evidence.place.run("\(line) --log-level debug")
    evidence.add("\(line): output", run.output.utf8)
    evidence.add("\(line): errors", run.errors.utf8)
    try evidence.noteKeys()
  }

  /// A key stands once, as the value of its variable, and no key of the past is there.
  private func checkEnvironmentFile(_ evidence: Evidence) throws {
    let text = String(decoding: try File.read(evidence.place.environmentFile, limit: 1 << 20), as: UTF8.self)
    let now = try evidence.place.keys()
    #expect(!now.isEmpty && Set(now).count == now.count)
    var rest = text
    for key in now {
      let parts = rest.split(separator: key, omittingEmptySubsequences: false)
      #expect(parts.count == 2 && parts[0].hasSuffix("_API_KEY="))
      rest = parts.joined()
    }
    #expect(KeySearch(evidence.keys).found(in: Array(rest.utf8)) == [])
  }
}
