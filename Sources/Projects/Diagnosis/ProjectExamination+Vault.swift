import Files
import SystemLibraries

extension ProjectExamination {
  /// Whether the vaults open, and have the keys of the project's services.
  public func vault() -> [Finding] {
    // What is too loose to be opened, what is in the way, and a missing library, are reported by themselves.
    guard loosePaths().isEmpty, blockedLocks.isEmpty, SystemLibrary.libcrypto.load() == nil else { return [] }
    var findings = keyFile()
    if let error = project.accountVault.failure() {
      findings.append(finding(error, project.user.data / "accounts", then: [linking]))
    }
    guard let state = readableState else { return findings }
    let folder = project.directory.vault
    if let kind = (try? File.status(folder, followingLinks: false))?.kind, kind == .regular || kind == .other {
      let remedy = commands.steps([commands.movingAway(folder)] + rotatingAll())
      return findings + [.failure("vault", "\(path(folder)) is not a folder.", remedy: remedy)]
    }
    if let error = project.vault.failure() {
      return findings + [finding(error, project.directory.vault, then: rotatingAll())]
    }
    findings += project.services(in: state).compactMap { missingKey(of: $0) }
    guard findings.isEmpty else { return findings }
    let count = state.resources.names.count
    return [.pass("vault", count == 0 ? "Nothing to open yet." : "Opens, \(count) \(count == 1 ? "key" : "keys").")]
  }

  /// The user's key, where it is there and can't be used. Without it a new one is made with the next vault.
  private func keyFile() -> [Finding] {
    guard case .keyFile(let file) = project.vault.source else { return [] }
    do throws(VaultError) {
      _ = try file.load()
      return []
    } catch {
      if error.code == .keyFileMissing { return [] }
      return [.failure("vault", error.message, remedy: commands.movingAway(file.path))]
    }
  }

  private var givesPassphrase: Bool {
    if case .passphrase = project.vault.source { true } else { false }
  }

  private var linking: String {
    guard project.email?.isEmpty != false else { return commands.modelgates("link", "modelgates") }
    return commands.modelgates("link", "modelgates") + " --email \"$(git config user.email)\""
  }

  private func missingKey(of service: Project.Named) -> Finding? {
    do throws(ProjectError) {
      guard try project.keys.current(service.name) == nil else { return nil }
      return .failure("vault", "The vault of this computer has no key of \(service.name).", remedy: rotating(service))
    } catch {
      return .failure("vault", error.message, remedy: rotating(service))
    }
  }

  private func finding(_ error: VaultError, _ folder: FilePath, then steps: [String]) -> Finding {
    let file = folder / "vault.sealed"
    switch error.code {
    case .locked where givesPassphrase:
      // The vault is well; it is the passphrase that is too much.
      let without = commands.leavingOut("--vault-passphrase-file").modelgates("doctor")
      return .failure("vault", error.message, remedy: "env -u MODELGATES_VAULT_PASSPHRASE_FILE \(without)")
    case .busy, .replaced: return .warning("vault", error.message, remedy: commands.modelgates("doctor"))
    case .newerVersion: return .failure("vault", error.message, remedy: commands.modelgates("version"))
    case .memoryDamaged:
      // Whatever else is remembered there is remembered again at the next look.
      let memory = project.user.state / "generations"
      return .failure("vault", error.message, remedy: commands.movingAway(memory))
    case .foreignOwner, .inaccessible:
      return .failure("vault", error.message, remedy: commands.ownersAccess(to: [folder, file]))
    case .symbolicLink: return .failure("vault", error.message, remedy: movingAway(folder, file, then: steps))
    default:
      let passphrase = "Give its passphrase by --vault-passphrase-file; where that is lost, make new keys."
      let advice = error.code == .locked ? passphrase : "Restore it from a backup, or make new keys."
      return .failure("vault", "\(error.message) \(advice)", remedy: movingAway(folder, file, then: steps))
    }
  }

  /// What is sealed stays where git ignores it: in the vault's folder. Where that is none, it goes away itself.
  private func movingAway(_ folder: FilePath, _ file: FilePath, then steps: [String]) -> String {
    let isFolder = (try? File.status(folder, followingLinks: false))?.kind == .directory
    return commands.steps([commands.movingAway(isFolder ? file : folder)] + steps)
  }
}
