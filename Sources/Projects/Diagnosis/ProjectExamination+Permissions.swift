import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ProjectExamination {
  /// Whether what holds secrets is its owner's alone: the user's key, the vaults and the env files.
  public func permissions() -> [Finding] {
    let loose = loosePaths()
    guard loose.isEmpty else { return loose.map { finding($0.path, $0.mode, isFolder: $0.isFolder) } }
    return [.pass("permissions", "What holds secrets is yours alone.")]
  }

  private func finding(_ path: FilePath, _ mode: FileMode, isFolder: Bool) -> Finding {
    let wanted: FileMode = isFolder ? 0o700 : 0o600
    return .failure(
      "permissions", "Others may access \(self.path(path)) (mode \(mode)).",
      remedy: "chmod \(isFolder ? 700 : 600) \(self.path(path))",
      fix: Fix("Make \(self.path(path)) private") { () throws(ProjectError) in
        try ProjectError.converting { try File.changeMode(of: path, to: mode.intersection(wanted)) }
      })
  }

  func loosePaths() -> [(path: FilePath, mode: FileMode, isFolder: Bool)] {
    let own = project.user.data
    let ofUser = [own / "key", own / "accounts", own / "accounts/vault.sealed"]
    let vault = project.directory.vault
    let ofProject = [vault, vault / "vault.sealed"] + outputs().map { project.directory.root / $0 }
    return (ofUser + ofProject.filter { isReachedByFolders($0) }).compactMap { path in
      guard let status = try? File.status(path, followingLinks: false), status.owner == geteuid(),
        !status.mode.isOwnerOnly, status.kind == .regular || status.kind == .directory
      else { return nil }
      return (path, status.mode, status.kind == .directory)
    }
  }

  /// A symbolic link in a cloned project must not decide whose permissions are changed.
  private func isReachedByFolders(_ path: FilePath) -> Bool {
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
