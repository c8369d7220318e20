import Gateway
import Projects
import SystemLibraries

/// Whether the gateway accepts the keys of the project's services.
struct KeyCheck: Check {
  private static let patience = Duration.seconds(5)
  /// A project has few services; the keys of more than these aren't tried.
  private static let limit = 16

  func run(_ context: DoctorContext) async -> [Finding] {
    // Without it no key comes out of the vault.
    guard SystemLibrary.libcrypto.load() == nil else { return [] }
    guard let project = context.project, let services = try? await project.listServices().result.services else {
      return []
    }
    if let probe = context.probe, case .failure = probe.result { return [] }
    guard context.damagedSandboxFile == nil else { return [] }
    var findings: [Finding] = []
    for service in services.prefix(Self.limit) {
      guard service.gateway == project.gateway.name else {
        findings.append(.pass("key", "\(service.name) belongs to the gateway \(service.gateway), which isn't in use."))
        continue
      }
      let name = service.name
      let result = await GatewayProbe.within(Self.patience, context.loop) { () async throws(ProjectError) in
        _ = try await project.verifyKey(name)
      }
      if let finding = finding(name, result, context) { findings.append(finding) }
    }
    return findings
  }

  private func finding(_ name: String, _ result: Result<Void, ProjectError>?, _ context: DoctorContext) -> Finding? {
    switch result {
    case nil:
      return .warning(
        "key", "The gateway takes long over the key of \(name).", remedy: context.commands.modelgates("verify", name))
    case .success?: return .pass("key", "\(name): the gateway accepts it.")
    case .failure(let error)?:
      switch error.code.name {
      case "unauthenticated":
        return .failure(
          "key", "The gateway refuses the key of \(name).", remedy: context.examination?.rotating(name) ?? "")
      // The vault's check tells.
      case "key_not_in_vault", "vault_locked", "vault_damaged", "unsafe_environment", "missing_library": return nil
      default:
        return .failure(
          "key", "\(name): \(error.message)", remedy: context.commands.modelgates("verify", name))
      }
    }
  }
}
