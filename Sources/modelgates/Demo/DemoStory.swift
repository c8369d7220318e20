import EventLoop
import Files
import Gateway
import JSON
import Processes
import Projects
import Sandbox

/// The steps of the demo. Each says what was done and whether the outcome is as it must be; the first wrong one ends the story.
struct DemoStory {
  struct Step {
    let name: String
    let detail: String
    let isRight: Bool
  }

  /// What a project's own file holds before; it must be there unchanged in the end.
  static let foreignLines = "# my own settings\nDATABASE_URL=\"postgres://localhost/app\"   # keep\nDEBUG=1\n"
  private static let model = "modelgates/free"

  let program: String
  let folder: FilePath
  let show: (Step) -> Void
  private(set) var steps: [Step] = []
  private var outputs: [UInt8] = []
  private var keys: [Secret] = []

  init(program: String, folder: FilePath, show: @escaping (Step) -> Void) {
    self.program = program
    self.folder = folder
    self.show = show
  }

  private var project: FilePath { folder / "project" }
  private var environmentFile: FilePath { project / ".env" }

  mutating func tell() {
    do {
      try prepare()
      try withServer { story, server in
        try story.setUp(server)
        try story.use(server)
        try story.rotate(server)
        try story.askForCredits(server)
      }
      try withServer(managementKey: true) { story, server in
        try story.seeCredits(server)
        try story.readContext(server)
        try story.remove(server)
      }
      try searchForKeys()
    } catch {
      let isKnown = steps.last.map { !$0.isRight } ?? false
      if !isKnown, !Interruption.isPending { add(Step(name: "The story stopped", detail: "\(error)", isRight: false)) }
    }
  }
}

// MARK: - The steps

extension DemoStory {
  private mutating func prepare() throws {
    try File.createDirectory(project, mode: 0o755, intermediates: true)
    try File.create(environmentFile, Array(Self.foreignLines.utf8), mode: 0o600)
    try note("A project with an .env of its own", "\(project)", true)
  }

  private mutating func setUp(_ server: ServerProcess) throws {
    let start = try succeed(server, "init_project", ["name": "demo"])
    try note("init_project", "Project files written for \"\(start["name"]?.string ?? "demo")\".", true)

    let catalog = try succeed(server, "search_catalog", [:])
    let offers = catalog["services"]?.array ?? []
    try note("search_catalog", "\(offers.count) entries in the catalog.", !offers.isEmpty)

    let added = try succeed(server, "add_service", ["service": "modelgates/api"])
    let variables = added["variables"]?.array?.compactMap(\.string) ?? []
    let key = try readKey()
    keys.append(key)
    let lines = try environmentText()
    let isRight =
      try lines.hasPrefix(Self.foreignLines) && lines.contains("MODELGATES_TYPE=bearer\n")
      && File.status(environmentFile)?.mode == 0o600
    try note(
      "add_service modelgates/api",
      "Wrote \(variables.joined(separator: " and ")) to .env (0600), below the lines that were there.",
      isRight)

    let listed = try succeed(server, "list_env", [:])
    try note("list_env", "Names only: \(listed["variables"]?.array?.count ?? 0) variables, no values.", true)
  }

  private mutating func use(_ server: ServerProcess) throws {
    let info = try succeed(server, "get_key_info", [:])
    try note("get_key_info", "The gateway knows the key; its free tier: \(info["is_free_tier"] ?? .null).", true)

    let models = try succeed(server, "list_models", ["free_only": true, "limit": 3])
    let names = models["models"]?.array?.compactMap { $0["id"]?.string } ?? []
    try note("list_models free_only", "For example \(names.joined(separator: ", ")).", names.count == 3)

    let key = try readKey()
    let answer = try ask(names.first ?? Self.model, with: key)
    try note(
      "A completion with the key from .env", "\(names.first ?? Self.model) said: \(answer.prefix(60))", !answer.isEmpty)
  }

  private mutating func rotate(_ server: ServerProcess) throws {
    let old = try readKey()
    let refused = try server.call("rotate_key", ["service": "modelgates-api"])
    let code = Self.errorCode(of: refused)
    try note(
      "rotate_key without a yes", "Refused with \(code ?? "nothing"); nothing changed.",
      try code == "confirmation_required" && readKey() == old)

    _ = try succeed(server, "rotate_key", ["service": "modelgates-api", "confirm": true])
    let new = try readKey()
    keys.append(new)
    let isRight = new != old && accepts(new) && !accepts(old)
    try note("rotate_key", "The new key works, and the old one is refused.", isRight)
  }

  private mutating func askForCredits(_ server: ServerProcess) throws {
    let code = Self.errorCode(of: try server.call("get_credits"))
    try note(
      "get_credits with a project's key", "Refused with \(code ?? "nothing"): it needs a management key.",
      code == "management_key_required")
  }

  private mutating func seeCredits(_ server: ServerProcess) throws {
    let credits = try succeed(server, "get_credits", [:])
    try note("get_credits with a management key", "Credits: \(credits).", credits["total_credits"] != nil)
  }

  private mutating func readContext(_ server: ServerProcess) throws {
    let document = try succeed(server, "llm_context", [:])["text"]?.string ?? ""
    try note(
      "llm_context", "\(document.utf8.count) bytes of Markdown about this project.",
      document.contains("MODELGATES_API_KEY"))
  }

  private mutating func remove(_ server: ServerProcess) throws {
    let key = try readKey()
    _ = try succeed(server, "remove_service", ["service": "modelgates-api", "confirm": true])
    let isRight = try environmentText() == Self.foreignLines && !accepts(key)
    try note("remove_service", "The key is refused, its variables are gone, and the file is as it was.", isRight)
  }

  private mutating func searchForKeys() throws {
    let leaked = keys.contains { key in
      key.withBytes { bytes in String(decoding: outputs, as: UTF8.self).contains(String(decoding: bytes, as: UTF8.self))
      }
    }
    try note(
      "No key in anything that the server said", "\(outputs.count) bytes searched for \(keys.count) keys.", !leaked)
  }
}

// MARK: - The means

extension DemoStory {
  private struct Wrong: Error, CustomStringConvertible {
    let description: String
  }

  private mutating func note(_ name: String, _ detail: String, _ isRight: Bool) throws {
    if Interruption.isPending { throw Wrong(description: "Told to end.") }
    add(Step(name: name, detail: detail, isRight: isRight))
    if !isRight { throw Wrong(description: "\(name) is not as it must be.") }
  }

  private mutating func add(_ step: Step) {
    steps.append(step)
    show(step)
  }

  private mutating func withServer(
    managementKey: Bool = false, _ body: (inout DemoStory, ServerProcess) throws -> Void
  ) throws {
    var environment = [
      "HOME=\(folder.value)", "PATH=/usr/bin:/bin", "\(EnvironmentVariable.gateway.rawValue)=sandbox",
      "\(EnvironmentVariable.email.rawValue)=demo@example.com",
    ]
    if managementKey { environment.append("\(EnvironmentVariable.managementKey.rawValue)=\(Sandbox.managementKey)") }
    let server = try ServerProcess(program, ["mcp", "--project", project.value], environment: environment)
    let result = Result { try body(&self, server) }
    let status = server.end()
    outputs += server.transcript
    try result.get()
    try note("The server ends with its input", "Exit status \(status.map(String.init) ?? "none").", status == 0)
  }

  private func succeed(_ server: ServerProcess, _ tool: String, _ arguments: JSON) throws -> JSON {
    let result = try server.call(tool, arguments)
    guard result["isError"] != true, let content = result["structuredContent"] else {
      throw Wrong(description: "\(tool): \(result["content"]?.array?.first?["text"]?.string ?? "no content")")
    }
    return content
  }

  private static func errorCode(of result: JSON) -> String? {
    guard result["isError"] == true, let text = result["content"]?.array?.first?["text"]?.string else { return nil }
    let json = try? JSON(parsing: Array(text.utf8), limits: JSONLimits(depth: 32, bytes: 1 << 20))
    return json?["error"]?["code"]?.string
  }

  private func environmentText() throws -> String {
    String(decoding: try File.read(environmentFile, limit: 1 << 20), as: UTF8.self)
  }

  /// As a program of the project would: from its environment file.
  private func readKey() throws -> Secret {
    let lines = try environmentText().split(separator: "\n")
    guard let line = lines.last(where: { $0.hasPrefix("MODELGATES_API_KEY=") }) else {
      throw Wrong(description: ".env has no MODELGATES_API_KEY.")
    }
    return Secret(Array(line.dropFirst("MODELGATES_API_KEY=".count).utf8))
  }

  private func gateway() throws -> GatewayClient {
    let directories = try UserDirectories(environment: ["HOME": folder.value])
    let sandbox = Sandbox(directory: directories.state / "sandbox", clock: { WallClock.system.seconds() })
    return GatewayClient(port: sandbox, managementKey: nil)
  }

  private func accepts(_ key: Secret) -> Bool {
    guard let gateway = try? gateway(), let loop = try? EventLoop() else { return false }
    return loop.run { (try? await gateway.keyInfo(key: key)) != nil }
  }

  private func ask(_ model: String, with key: Secret) throws -> String {
    let gateway = try gateway()
    let answer: Result<Completion, GatewayError> = try EventLoop().run {
      do throws(GatewayError) {
        return .success(
          try await gateway.complete(
            model: model, messages: [ChatMessage(.user, "Hello!")], maxTokens: 16, key: key))
      } catch {
        return .failure(error)
      }
    }
    return try answer.get().text.text
  }
}
