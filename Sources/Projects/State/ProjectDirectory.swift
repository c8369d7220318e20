public import Files

/// Where a project keeps what: the layout below its root folder.
public struct ProjectDirectory: Sendable, Equatable {
  /// The project's root, absolute.
  public let root: FilePath

  /// - Parameter root: taken from the working directory's path by the caller, so that it is absolute.
  public init(root: FilePath) { self.root = root }

  /// `.projects`, which holds everything below but the env files.
  public var directory: FilePath { root / ".projects" }
  /// `.projects/state.json`, which is committed.
  public var state: FilePath { directory / "state.json" }
  public var vault: FilePath { directory / "vault" }
  public var journal: FilePath { directory / "journal" }
  /// Held by an operation from its first to its last effect.
  public var lock: FilePath { directory / "lock" }
  /// Held only while one file is read, edited and replaced.
  var filesLock: FilePath { directory / "files.lock" }

  /// Whether the project has been initialised here.
  public func exists() throws(ProjectFileError) -> Bool { try isDirectory(directory) }

  /// Makes `.projects` where it is missing.
  /// - Throws: `ProjectFileError.symbolicLink` when it is a symbolic link: a cloned project must not decide where keys go.
  public func create() throws(ProjectFileError) { try create(directory, mode: 0o755) }

  /// Makes a folder inside `.projects`, where it is missing.
  func create(_ path: FilePath, mode: FileMode) throws(ProjectFileError) {
    if path != directory { try create() }
    guard try !isDirectory(path) else { return }
    do throws(FileError) {
      try File.createDirectory(path, mode: mode, intermediates: false)
    } catch {
      // Another process may have been faster.
      let isThere = error.code == .exists ? try isDirectory(path) : false
      guard isThere else { throw ProjectFileError(error) }
    }
  }

  /// False when nothing is there.
  func isDirectory(_ path: FilePath) throws(ProjectFileError) -> Bool {
    let status = try ProjectFileError.reporting { () throws(FileError) in try File.status(path, followingLinks: false) }
    switch status?.kind {
    case nil: return false
    case .directory?: return true
    case .symbolicLink?: throw .symbolicLink(path)
    default: throw ProjectFileError(.damaged, "\(path) is not a folder.")
    }
  }
}
