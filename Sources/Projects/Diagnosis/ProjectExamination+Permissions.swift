import Files

extension ProjectExamination {
  /// Whether what holds secrets is its owner's alone: the user's key, the vaults and the env files; whether nobody else may
  /// change what is kept; and whether we may.
  public func permissions() -> [Finding] {
    let findings =
      project.unwritableFolders().map { unwritable($0) } + locks() + changeableFolders()
      + loosePaths().map { loose($0) }
      + cursorIgnore()
    return findings.isEmpty ? [.pass("permissions", "What holds secrets is yours alone.")] : findings
  }

  struct LoosePath {
    let path: FilePath
    let mode: FileMode
    let isFolder: Bool
  }

  private func loose(_ loose: LoosePath) -> Finding {
    let (path, mode) = (loose.path, loose.mode)
    let wanted: FileMode = loose.isFolder ? 0o700 : 0o600
    return .failure(
      "permissions", "Others may access \(self.path(path)) (mode \(mode)).",
      remedy: "chmod \(loose.isFolder ? 700 : 600) \(self.path(path))",
      fix: restricting(path, mode.intersection(wanted)))
  }

  private func restricting(_ path: FilePath, _ mode: FileMode) -> Fix {
    Fix("Make \(self.path(path)) private") { () throws(ProjectError) in
      try ProjectError.converting { try File.changeMode(of: path, to: mode) }
    }
  }

  func loosePaths() -> [LoosePath] {
    let data = project.user.data
    let ofUser = [data / "key", data / "accounts", data / "accounts/vault.sealed"]
    let vault = project.directory.vault
    let ofProject = [vault, vault / "vault.sealed"] + outputs().map { project.directory.root / $0 }
    return (ofUser + ofProject.filter { project.directory.isReachedByFolders($0) }).compactMap { path in
      guard let status = own(path), !status.mode.isOwnerOnly else { return nil }
      return LoosePath(path: path, mode: status.mode, isFolder: status.kind == .directory)
    }
  }

  /// Folders in which others could put something else in the place of what we keep. In a project, a group may work together, but
  /// not in what is unfinished there.
  private func changeableFolders() -> [Finding] {
    let user = [project.user.config, project.user.data, project.user.state].map { ($0, FileMode(rawValue: 0o022)) }
    let ofProject: [(FilePath, FileMode)] = [(project.directory.directory, 0o002), (project.directory.journal, 0o022)]
    return (user + ofProject.filter { project.directory.isReachedByFolders($0.0) }).compactMap { path, others in
      guard let status = own(path), status.kind == .directory, status.mode.intersection(others).rawValue != 0 else {
        return nil
      }
      return .failure(
        "permissions", "Others may change what is in \(self.path(path)) (mode \(status.mode)).",
        remedy: "chmod go-w \(self.path(path))", fix: restricting(path, status.mode.intersection(0o7755)))
    }
  }

  private func unwritable(_ path: FilePath) -> Finding {
    let (detail, remedy) = ("\(self.path(path)) can't be written to.", commands.ownersAccess(to: [path]))
    // Where no project is, perhaps none is to be.
    return project.isInitialized
      ? .failure("permissions", detail, remedy: remedy) : .warning("permissions", detail, remedy: remedy)
  }

  private func locks() -> [Finding] {
    blockedLocks.map { lock in
      .failure(
        "permissions", "What stands at \(path(lock)) is no lock.",
        remedy: puttingAway([lock], into: lock.parent == project.directory.vault ? "vault-locks" : "locks"))
    }
  }

  /// A file or folder of ours; nil for what is another's or no such thing.
  private func own(_ path: FilePath) -> FileStatus? {
    guard let status = try? File.status(path, followingLinks: false), status.owner == User.identifier,
      status.kind == .regular || status.kind == .directory
    else { return nil }
    return status
  }

  /// The env files of all environments, below the root.
  func outputs() -> [FilePath] {
    guard let state = readableState else { return [] }
    return state.environments.names.compactMap { environment in
      guard let output = state.output(of: environment), (try? EnvironmentFile(output, in: project.directory)) != nil
      else { return nil }
      return (try? FilePath(output))?.normalized
    }
  }
}
