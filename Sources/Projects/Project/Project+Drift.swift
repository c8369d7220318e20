import Gateway

extension Project {
  /// What the env file holds for one service, compared with the vault.
  struct Drift {
    let apiKey: VariableSync
    let type: VariableSync

    var isInSync: Bool { apiKey == .inSync && type == .inSync }
  }

  func drift(_ service: Named, key: Secret?, in content: EnvFile) -> Drift {
    Drift(
      apiKey: sync(service.resource.variables[ResourceVariables.apiKey], key, in: content),
      type: sync(
        service.resource.variables[ResourceVariables.type], Secret(Array(ResourceVariables.bearer.utf8)), in: content))
  }

  private func sync(_ name: VariableName?, _ value: Secret?, in content: EnvFile) -> VariableSync {
    guard let name, !content.lineNumbers(of: name).isEmpty else { return .missing }
    guard let value else { return .unknown }
    return content.matches(name, value) ? .inSync : .differs
  }
}
