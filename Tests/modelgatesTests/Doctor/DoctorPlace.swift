import Files
import HTTP
import JSON
import TestSupport
import Testing

/// A healthy project in a repository of git, in which tests plant faults.
struct DoctorPlace: Sendable {
  let place: Place

  /// Makes it, with a key of the embedded gateway.
  static func make() async throws -> DoctorPlace {
    let doctor = DoctorPlace(place: try Place())
    try await doctor.git("init", "-q")
    let added = try await doctor.place.run("add modelgates/api")
    #expect(added.status == .exited(0), "\(added)")
    return doctor
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

  /// Runs doctor with a port that is free, and checks the form of what it prints and that no key is in it.
  func examine(_ line: String = "", _ environment: [String: String] = [:]) async throws -> Examination {
    let words = ["doctor", "--port", "\(try Self.freePort())", "--json"] + line.split(separator: " ").map(String.init)
    let run = try await place.run(words, environment)
    for key in try place.keys() where !key.isEmpty { #expect(!(run.output + run.errors).contains(key)) }
    return try Examination(run)
  }

  static func freePort() throws -> Int {
    let listener = try HTTPListener.tcp(host: "127.0.0.1", port: 0)
    defer { listener.close() }
    guard case .tcp(_, let port) = listener.endpoint else { return 0 }
    return Int(port)
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
