import Files
import TestSupport

@testable import Projects

/// A project in an empty folder of its own, and the user's folders beside it.
struct ProjectFolder {
  private let folder: TemporaryDirectory
  let directory: ProjectDirectory
  /// Where the user's key file and notes are.
  let home: FilePath

  init() throws {
    folder = try TemporaryDirectory()
    directory = ProjectDirectory(root: folder.path / "project")
    home = folder.path / "home"
    try File.createDirectory(directory.root, mode: 0o755, intermediates: false)
    try File.createDirectory(home, mode: 0o700, intermediates: false)
  }

  func path(_ name: String) throws -> FilePath { directory.root / (try FilePath(name)) }

  func write(_ text: String, to name: String, mode: FileMode = 0o644) throws {
    try File.createDirectory(path(name).parent, mode: 0o755, intermediates: true)
    try File.replace(path(name), with: Array(text.utf8), mode: mode, keepingStricterMode: false)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try File.read(path(name), limit: 1 << 24), as: UTF8.self)
  }

  func mode(_ name: String) throws -> FileMode? { try File.status(path(name), followingLinks: false)?.mode }

  func exists(_ name: String) throws -> Bool { try File.status(path(name), followingLinks: false) != nil }
}
