import Files

/// What stands where a file of the project is to be.
extension ProjectExamination {
  /// Makes room for an ordinary file, or makes one of a link, so that the user's text is read where it was; nil where nothing
  /// stands in the way.
  func makingOrdinary(_ file: FilePath) -> String? {
    switch (try? File.status(file, followingLinks: false))?.kind {
    case nil, .regular: nil
    case .symbolicLink where isOwn(file) && (try? File.status(file))?.kind == .regular: commands.copying(file)
    default: commands.movingAway(file)
    }
  }

  /// Whether a link leads to something of the user's in the project, and not just anywhere: a copy of that might be committed.
  func isOwn(_ link: FilePath) -> Bool {
    guard let target = try? File.target(ofLink: link), let path = try? FilePath(target),
      let status = try? File.status(link), status.owner == User.identifier
    else { return false }
    let components = path.absolute(in: link.parent).normalized.components
    let root = project.directory.root.components
    return components.count > root.count && components.starts(with: root)
  }

  /// Moves what must not be committed to where git ignores it.
  /// - Parameter folder: below `.projects/cache`.
  func puttingAway(_ paths: [FilePath], into folder: FilePath) -> String {
    let folder = CommandText.old(project.directory.directory / "cache" / folder)
    return commands.steps([
      "mkdir -p \(path(folder))", "mv \(paths.map { path($0) }.joined(separator: " ")) \(path(folder))",
    ])
  }

  /// Locks are empty files, made where they are missing. Something else in the place of one lets no operation begin.
  var blockedLocks: [FilePath] {
    let directory = project.directory
    return [directory.lock, directory.filesLock, directory.vault / "lock"].filter { lock in
      let kind = (try? File.status(lock, followingLinks: false))?.kind
      return kind != nil && kind != .regular
    }
  }
}
