import Files
import JSON
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which folder the program takes for the project.
@Suite(.timeLimit(.minutes(10)))
struct ProjectFolderTests {
  /// Folders to make below the project, where the program starts, with what, and where it must find itself.
  static let rows: [(folders: [String], start: String, environment: [String: String], found: String)] = [
    ([], "", [:], ""),
    (["a/b"], "a/b", [:], "a/b"),
    ([".git", "a/b"], "a/b", [:], ""),
    ([".git", "a/b"], "a/b", ["HOME": "{}/"], "a/b"),
    ([".git", "a/.git", "a/b"], "a/b", ["HOME": "{}"], "a"),
    ([".git"], "", ["HOME": "{}"], ""),
    ([".projects", "a/.git", "a/b"], "a/b", [:], ""),
    ([".git", "a/.projects", "a/b"], "a/b", [:], "a"),
    ([".projects", "a/.projects", "a/b"], "a/b", [:], "a"),
    ([".projects", "a"], "a", ["CLAUDE_PROJECT_DIR": "{}/other"], ""),
    ([".projects", "other", "a"], "a", ["CLAUDE_PROJECT_DIR": "{}/other"], "other"),
    ([".projects", "other", "a"], "a", ["CLAUDE_PROJECT_DIR": "other"], ""),
    ([".projects", "other", "a"], "a", ["CLAUDE_PROJECT_DIR": ""], ""),
  ]

  @Test(arguments: rows.indices)
  func nearestMarkedFolderIsTheProject(_ index: Int) async throws {
    let (folders, start, environment, found) = Self.rows[index]
    let place = try Place()
    for folder in folders {
      try File.createDirectory(place.project / FilePath(folder), mode: 0o700, intermediates: true)
    }
    let values = environment.mapValues { $0.hasPrefix("{}") ? place.project.value + $0.dropFirst(2) : $0 }
    let run = try await place.run(["status", "--json"], values, in: try path(start, in: place))
    #expect(try run.json["meta"]?["project"]?.string == path(found, in: place).value, "\(run)")
  }

  @Test func flagGoesBeforeAllAndIsFoundFromTheWorkingFolder() async throws {
    let place = try Place()
    for folder in ["here", "there", ".projects"] as [FilePath] {
      try File.createDirectory(place.project / folder, mode: 0o700, intermediates: true)
    }
    let there = ["CLAUDE_PROJECT_DIR": (place.project / "there").value]
    for flag in ["here", "./here", "there/../here", (place.project / "here").value] {
      let run = try await place.run(["status", "--json", "--project", flag], there)
      #expect(try run.json["meta"]?["project"]?.string == (place.project / "here").value, "\(flag): \(run)")
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can give a folder away"))
  func markerOfAnotherUserDoesNotCount() async throws {
    let place = try Place()
    let inner = place.project / "a"
    for folder in [place.project / ".projects", inner] {
      try File.createDirectory(folder, mode: 0o755, intermediates: true)
    }
    try #require(chown((place.project / ".projects").value, 65534, 65534) == 0)
    let run = try await place.run(["status", "--json"], in: inner)
    #expect(try run.json["meta"]?["project"]?.string == inner.value, "\(run)")
  }

  @Test func flagThatNamesNoFolderIsRefused() async throws {
    let place = try Place()
    try place.write("", to: place.project / "file")
    for flag in ["missing", "file", "missing/../file"] {
      let run = try await place.run(["status", "--project", flag])
      #expect(run.status == .exited(2) && run.errors.contains("is no folder"), "\(run)")
    }
  }

  private func path(_ below: String, in place: Place) throws -> FilePath {
    below.isEmpty ? place.project : place.project / (try FilePath(below))
  }
}
