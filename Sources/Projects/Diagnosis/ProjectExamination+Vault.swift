import Files
import SystemLibraries

extension ProjectExamination {
  /// Whether the vaults open, and have the keys of the project's services.
  public func vault() -> [Finding] {
    // What is too loose to be opened, and a missing library, are reported by themselves.
    guard loosePaths().isEmpty, SystemLibrary.libcrypto.load() == nil else { return [] }
    let state = readableState
    var findings: [Finding] = []
    if let error = failure({ () throws(ProjectError) in try project.accountVault.check() }) {
      findings += finding(error, project.user.data / "accounts", then: "modelgates link modelgates")
    }
    guard let state else { return findings }
    if let error = failure({ () throws(ProjectError) in try project.vault.check() }) {
      let rotate = "modelgates rotate \(anyService(state))"
      return findings + finding(error, project.directory.vault, then: rotate)
    }
    findings += project.services(in: state).compactMap { missingKey(of: $0) }
    guard findings.isEmpty else { return findings }
    let count = state.resources.names.count
    return [.pass("vault", count == 0 ? "Nothing to open yet." : "Opens, \(count) \(count == 1 ? "key" : "keys").")]
  }

  private func missingKey(of service: Project.Named) -> Finding? {
    do throws(ProjectError) {
      guard try project.keys.current(service.name) == nil else { return nil }
      return .failure(
        "vault", "The vault of this computer has no key of \(service.name).",
        remedy: "modelgates rotate \(service.name)")
    } catch {
      return .failure("vault", error.message, remedy: "modelgates rotate \(service.name)")
    }
  }

  private func failure(_ body: () throws(ProjectError) -> Void) -> ProjectError? {
    do throws(ProjectError) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  private func finding(_ error: ProjectError, _ folder: FilePath, then command: String) -> [Finding] {
    switch error.code {
    case .operationInProgress: return [.warning("vault", error.message, remedy: "modelgates doctor")]
    case .vaultDamaged, .vaultLocked:
      let (old, new) = (path(folder), ShellText.path(folder.parent / FilePath(sibling: folder), from: directory))
      return [.failure("vault", error.message, remedy: "mv \(old) \(new) && \(command)")]
    default:
      return [.failure("vault", error.message, remedy: "ls -ld \(path(folder)) \(path(folder / "vault.sealed"))")]
    }
  }
}

extension FilePath {
  /// What a damaged folder is moved to.
  fileprivate init(sibling folder: FilePath) {
    self = (try? FilePath((folder.lastComponent ?? "vault") + ".damaged")) ?? "vault.damaged"
  }
}
