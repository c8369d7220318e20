import Files

extension ProjectExamination {
  /// Whether what holds secrets is its owner's alone: the user's key, the vaults and the env files; whether nobody else may
  /// change what is kept; and whether we may.
  public func permissions() -> [Finding] {
    let findings = unwritableFolders().map { unwritable($0) } + changeableFolders() + loosePaths().map { loose($0) }
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
    return (ofUser + ofProject.filter { isReachedByFolders($0) }).compactMap { path in
      guard let status = own(path), !status.mode.isOwnerOnly else { return nil }
      return LoosePath(path: path, mode: status.mode, isFolder: status.kind == .directory)
    }
  }

  /// Folders in which others could put something else in the place of what we keep. In a project, a group may work together.
  private func changeableFolders() -> [Finding] {
    let user = [project.user.config, project.user.data, project.user.state].map { ($0, FileMode(rawValue: 0o022)) }
    let folder = project.directory.directory
    let all = user + (isReachedByFolders(folder) ? [(folder, FileMode(rawValue: 0o002))] : [])
    return all.compactMap { path, others in
      guard let status = own(path), status.kind == .directory, status.mode.intersection(others).rawValue != 0 else {
        return nil
      }
      return .failure(
        "permissions", "Others may change what is in \(self.path(path)) (mode \(status.mode)).",
        remedy: "chmod go-w \(self.path(path))", fix: restricting(path, status.mode.intersection(0o7755)))
    }
  }

  private func unwritableFolders() -> [FilePath] {
    guard readableState != nil else { return [] }
    let all = [project.directory.root, project.directory.directory, project.directory.vault, project.directory.journal]
    return all.filter { path in
      (try? File.status(path, followingLinks: false))?.kind == .directory && !User.mayWrite(into: path.value)
    }
  }

  private func unwritable(_ path: FilePath) -> Finding {
    .failure("permissions", "\(self.path(path)) can't be written to.", remedy: commands.ownersAccess(to: [path]))
  }

  /// A file or folder of ours; nil for what is another's or no such thing.
  private func own(_ path: FilePath) -> FileStatus? {
    guard let status = try? File.status(path, followingLinks: false), status.owner == User.identifier,
      status.kind == .regular || status.kind == .directory
    else { return nil }
    return status
  }

  /// A symbolic link in a cloned project must not decide whose permissions are changed.
  func isReachedByFolders(_ path: FilePath) -> Bool {
    let folder = ManagedFolder(project: project.directory, isDryRun: true)
    do throws(FileError) {
      return try folder.obstacle(above: path) == nil
    } catch {
      return false
    }
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
