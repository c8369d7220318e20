import EventLoop
import Files
import HTTP
import JSON
import Operations
import TestSupport
import Testing

@testable import modelgates

/// A healthy project in a repository of git, in which tests plant faults.
struct DoctorPlace: Sendable {
  let place: Place

  private static let template = Task {
    let doctor = DoctorPlace(place: try Place())
    try await doctor.git("init", "-q", "--template=")
    let added = try await doctor.place.run("add modelgates/api")
    #expect(added.status == .exited(0), "\(added)")
    return doctor
  }
  /// What doctor does blocks.
  private static let threads = ThreadPool(threads: 8)

  /// Makes it, with a key of the embedded gateway.
  static func make() async throws -> DoctorPlace {
    DoctorPlace(place: try await Place(copying: template.value.place))
  }

  var home: FilePath { place.home }
  var project: FilePath { place.project }

  func git(_ arguments: String...) async throws {
    let process = try ChildProcess(
      "/usr/bin/env", ["-i", "HOME=\(home.value)", "PATH=/usr/bin:/bin", "git", "-C", project.value] + arguments)
    let end = try await process.use {
      _ = await process.readAll()
      return await process.end()
    }
    #expect(end == .exited(0), "git \(arguments)")
  }

  /// Lets doctor look, in this process, with a port that is free, and checks the form of what it says and that no key is in it.
  func examine(_ line: String = "", _ environment: [String: String] = [:]) async throws -> Examination {
    let words = ["--port", "\(try Self.freePort())"] + line.split(separator: " ").map(String.init)
    let variables = ["HOME": home.value, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let project = project
    let envelope = try await withTaskExecutorPreference(Self.threads) {
      let global = try GlobalOptions(words)
      let loop = try EventLoop()
      let doctor = Doctor(
        options: try DoctorOptions(global.rest), global: global, environment: variables, workingDirectory: project,
        program: ChildProcess.product("modelgates"), loop: loop)
      let result = loop.run { await Self.result { try await doctor.report() } }
      let (report, meta) = try result.get()
      return (report.ok, Envelope(report, in: meta).jsonBytes)
    }
    let text = String(decoding: envelope.1, as: UTF8.self) + "\n"
    for key in try place.keys() where !key.isEmpty { #expect(!text.contains(key)) }
    return try Examination(Run(status: .exited(envelope.0 ? 0 : 1), output: text, errors: ""))
  }

  private static func result<Value>(_ body: () async throws -> Value) async -> Result<Value, any Error> {
    do {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }

  /// Runs the program.
  func run(_ line: String = "", _ environment: [String: String] = [:]) async throws -> Examination {
    let words = ["doctor", "--port", "\(try Self.freePort())", "--json"] + line.split(separator: " ").map(String.init)
    return try Examination(try await place.run(words, environment))
  }

  /// Types a command in the project's folder, where `modelgates` is the program.
  /// - Parameter editor: What EDITOR does to the file `$1`.
  func type(_ command: String, editor: String = "false") async throws -> ChildProcess.End {
    let bin = home.parent / "bin"
    try write("#!/bin/sh\nexec '\(ChildProcess.product("modelgates"))' \"$@\"\n", to: bin / "modelgates", mode: 0o755)
    try write("#!/bin/sh\n\(editor)\n", to: bin / "editor", mode: 0o755)
    let process = try ChildProcess(
      "/bin/sh",
      [
        "-c",
        #"cd "$1" && exec /usr/bin/env -i HOME="$2" PATH="$3:/usr/bin:/bin:/usr/sbin:/sbin" EDITOR=editor sh -c "$4" >&2"#,
        "sh", project.value, home.value, bin.value, command,
      ], error: .file((home.parent / "typed").value))
    let end = try await process.use { await process.end() }
    if end != .exited(0) {
      Issue.record("\(command): \(String(decoding: try read(home.parent / "typed"), as: UTF8.self))")
    }
    return end
  }

  static func freePort() throws -> Int {
    let listener = try HTTPListener.tcp(host: "127.0.0.1", port: 0)
    defer { listener.close() }
    guard case .tcp(_, let port) = listener.endpoint else { return 0 }
    return Int(port)
  }

  func hasEnvironment(_ name: FilePath) throws -> Bool { try File.status(project / name) != nil }

  /// How many of the project's files that people read and agents have the text of the user's.
  func ownText() throws -> Int {
    try (["AGENTS.md", "CLAUDE.md", ".claude/settings.json", ".env"] as [FilePath]).count { path in
      guard try File.status(project / path)?.kind == .regular else { return false }
      let text = String(decoding: try read(project / path), as: UTF8.self)
      return ["MY OWN", "mine", "OWN=value"].contains { text.contains($0) }
    }
  }

  func read(_ path: FilePath) throws -> [UInt8] { try File.read(path, limit: 1 << 20) }

  func write(_ text: String, to path: FilePath, mode: FileMode = 0o600) throws {
    try File.createDirectory(path.parent, mode: 0o700, intermediates: true)
    try File.replace(path, with: Array(text.utf8), mode: mode, keepingStricterMode: false)
  }

  /// Changes a text file, keeping its mode.
  func edit(_ path: FilePath, _ change: (String) -> String) throws {
    let mode = try File.status(path)?.mode ?? 0o600
    try write(change(String(decoding: try read(path), as: UTF8.self)), to: path, mode: mode)
  }
}

/// What doctor said.
struct Examination {
  struct Item: Equatable {
    let check: String
    let verdict: String
    let detail: String
    let remedy: String?
    let isFixable: Bool
  }

  let run: Run
  let ok: Bool
  let items: [Item]
  let fixed: [String]

  init(_ run: Run) throws {
    self.run = run
    let json = try run.json
    let data = try #require(json["data"], "\(run)")
    ok = try #require(data["ok"]?.bool as Bool?)
    items = try #require(data["findings"]?.array).map { item in
      Item(
        check: try #require(item["check"]?.string), verdict: try #require(item["verdict"]?.string),
        detail: try #require(item["detail"]?.string), remedy: item["remedy"]?.string,
        isFixable: try #require(item["fixable"]?.bool as Bool?))
    }
    fixed = (data["fixed"]?.array ?? []).compactMap { $0["check"]?.string }
    #expect(json["ok"]?.bool == ok && run.status == (ok ? .exited(0) : .exited(1)), "\(run)")
    #expect(ok == !items.contains { $0.verdict == "failure" })
    #expect(items.allSatisfy { ($0.verdict == "pass") == ($0.remedy == nil) }, "what isn't right has a remedy")
  }

  /// What isn't right.
  var faults: [Item] { items.filter { $0.verdict != "pass" } }

  func expect(
    _ verdict: String, of check: String, remedy: String, location: SourceLocation = #_sourceLocation
  ) {
    let found = items.contains { item in
      item.check == check && item.verdict == verdict && item.remedy?.contains(remedy) == true
    }
    #expect(found, "\(check) \(verdict) \(remedy): \(faults)", sourceLocation: location)
  }
}
