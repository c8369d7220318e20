import Files

/// A small file of the project that several programs, and people, may change.
///
/// An edit reads the file, computes the new bytes and replaces it, all under `.projects/files.lock`. Editors don't take
/// that lock, so the file is read once more before it is replaced; if it has changed, the edit starts again from the new
/// content. What remains unseen is a change in the moment between that look and the rename.
struct EditedFile {
  let path: FilePath
  let project: ProjectDirectory
  /// Bytes.
  let limit: Int
  let mode: FileMode

  static let attempts = 8
  static let patience: Duration = .seconds(10)
  /// The most names in the file's folder among which leftovers are looked for.
  static let folderLimit = 10_000

  /// Nil when there is no file.
  func read() throws(ProjectFileError) -> [UInt8]? {
    do throws(FileError) {
      return try File.read(path, limit: limit, followingLinks: false)
    } catch {
      if error.code == .notFound { return nil }
      throw ProjectFileError(error)
    }
  }

  /// Replaces the content by what `edit` makes of it, unless that is nil.
  /// - Parameter edit: is called again with the new content when the file changes meanwhile. It must not edit another file
  ///   of the project, since it runs under their common lock. What it throws is passed on.
  func update(_ edit: ([UInt8]?) throws -> [UInt8]?) throws {
    try project.create()
    let lock = try ProjectFileError.reporting { () throws(FileError) in
      try FileLock(project.filesLock, purpose: "edit \(path.lastComponent ?? "")", waiting: Self.patience)
    }
    defer { withExtendedLifetime(lock) {} }
    // What a kill left while the file was being replaced: of an env file, a copy of its keys.
    _ = try? File.removeLeftovers(of: path, limit: Self.folderLimit)
    for _ in 0..<Self.attempts {
      let old = try read()
      guard let new = try edit(old) else { return }
      if try replace(old, by: new) { return }
    }
    throw ProjectFileError(.keepsChanging, "\(path) kept changing while it was being written.")
  }

  /// False when the file no longer has the old content.
  private func replace(_ old: [UInt8]?, by new: [UInt8]) throws(ProjectFileError) -> Bool {
    guard new.count <= limit else {
      throw ProjectFileError(.tooLarge, "\(path) would have more than \(limit) bytes.")
    }
    guard try read() == old else { return false }
    try ProjectFileError.reporting { () throws(FileError) in
      try File.replace(path, with: new, mode: mode, keepingStricterMode: true)
    }
    return true
  }
}
