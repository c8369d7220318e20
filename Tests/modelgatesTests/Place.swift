import Files
import JSON
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A home and a project of a test's own, and the program run in them with nothing from the test's environment.
struct Place: Sendable {
  private let folder: TemporaryDirectory
  var home: FilePath { folder.path / "home" }
  var project: FilePath { folder.path / "project" }
  var environmentFile: FilePath { project / ".env" }

  init() throws {
    folder = try TemporaryDirectory()
    for path in [home, project] { try File.createDirectory(path, mode: 0o700, intermediates: false) }
  }

  /// A copy of everything that is there.
  init(copying other: Place) async throws {
    folder = try TemporaryDirectory()
    let process = try ChildProcess("/bin/cp", ["-Rp", other.folder.path.value + "/.", folder.path.value])
    let end = try await process.use { await process.end() }
    guard end == .exited(0) else { throw EndOfResponse(heard: "cp failed") }
  }

  /// Runs the program to its end.
  func run(
    _ arguments: [String], input: String = "", _ environment: [String: String] = [:], in directory: FilePath? = nil
  ) async throws -> Run {
    let errors = try folder.path.appending(component: "stderr-\(UInt64.random(in: .min ... .max))")
    let process = try start(arguments, environment, in: directory, error: .file(errors.value))
    return try await process.use {
      // A program that ends without reading its input is right to do so.
      try? await process.write(Array(input.utf8))
      process.closeInput()
      let output = await process.readAll()
      let end = await process.end()
      return Run(
        status: end, output: String(decoding: output, as: UTF8.self),
        errors: String(decoding: try File.read(errors, limit: 1 << 24), as: UTF8.self))
    }
  }

  /// The same with a command line as typed.
  func run(_ line: String, input: String = "", _ environment: [String: String] = [:]) async throws -> Run {
    try await run(line.split(separator: " ").map(String.init), input: input, environment)
  }

  func start(
    _ arguments: [String], _ environment: [String: String] = [:], in directory: FilePath? = nil,
    error: ChildProcess.Stream
  ) throws -> ChildProcess {
    // A shell, since a spawned process can't be given a working directory everywhere.
    let script = #"cd "$1" || exit 99; shift; exec /usr/bin/env -i "$@""#
    let variables = ["HOME": home.value, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    return try ChildProcess(
      "/bin/sh",
      ["-c", script, "sh", (directory ?? project).value] + variables.map { "\($0.key)=\($0.value)" }.sorted()
        + [ChildProcess.product("modelgates")] + arguments,
      error: error)
  }

  /// The keys that are in the env file now.
  func keys() throws -> [String] {
    guard try File.status(environmentFile)?.kind == .regular else { return [] }
    return String(decoding: try File.read(environmentFile, limit: 1 << 20), as: UTF8.self)
      .split(separator: "\n").filter { $0.contains("_API_KEY=") && !$0.hasPrefix("#") }
      .map { String($0.drop { $0 != "=" }.dropFirst()) }
  }

  /// What a process that was killed in the midst of replacing the env file left beside it. Only its owner can read it, and
  /// git ignores it as it does `.env`.
  func halfWrittenEnvironmentFiles() throws -> [FilePath] {
    let paths = try File.list(project, limit: 100).filter { $0.hasPrefix(".env.") && $0.hasSuffix(".tmp") }
      .map { try project.appending(component: $0) }
    for path in paths { #expect(try File.status(path, followingLinks: false)?.mode == 0o600) }
    return paths
  }

  /// The name of everything in home and project, and the content of every file.
  func files() throws -> [(source: String, bytes: [UInt8])] {
    var files: [(source: String, bytes: [UInt8])] = []
    func walk(_ folder: FilePath) throws {
      for name in try File.list(folder, limit: 100_000) {
        let path = try folder.appending(component: name)
        files.append((path.value, Array(name.utf8)))
        guard let status = try File.status(path, followingLinks: false) else { continue }
        if status.kind == .directory {
          try walk(path)
        } else if status.kind == .regular {
          files.append((path.value, try File.read(path, limit: 1 << 26)))
        }
      }
    }
    for folder in [home, project] { try walk(folder) }
    return files
  }

  /// Writes a file below the home.
  func write(_ text: String, to path: FilePath) throws {
    try File.createDirectory(path.parent, mode: 0o700, intermediates: true)
    try File.replace(path, with: Array(text.utf8), mode: 0o600, keepingStricterMode: false)
  }
}

/// What came of a run of the program.
struct Run {
  let status: ChildProcess.End
  let output: String
  let errors: String

  /// The envelope that the program printed, and nothing else.
  var json: JSON {
    get throws {
      #expect(output.hasSuffix("\n") && !output.dropLast().contains("\n"))
      return try JSON(parsing: Array(output.utf8), limits: JSONLimits(depth: 64, bytes: 1 << 22))
    }
  }
}
