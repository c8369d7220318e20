import Gateway

extension Project {
  /// What became of variables that were to be taken out.
  struct Unwritten {
    var removed: [VariableName] = []
    /// They stand in the file, and aren't ours.
    var left: [VariableName] = []
    /// Where they were, beside the active environment.
    var others: [LocalName] = []
  }

  /// Takes a service's variables out, but for those that aren't ours: of the active environment's file, and of those of
  /// others that have its key.
  func unwrite(_ service: Named, in state: ProjectState) throws(ProjectError) -> Unwritten {
    let others = try environments(having: service.resource.variables, of: service.name, in: state)
    var unwritten = try unwrite(service, from: state.activeEnvironment, in: state)
    for other in others { unwritten.left += try unwrite(service, from: other, in: state).left }
    unwritten.others = others
    return unwritten
  }

  private func unwrite(
    _ service: Named, from environment: LocalName, in state: ProjectState
  ) throws(ProjectError) -> Unwritten {
    let file = try environmentFile(state, of: environment)
    let variables = service.resource.variables
    let own = Set(Self.ownNames(service.name, in: state))
    let ours = try keysOfAnyAge(service.name)
    return try ProjectError.converting {
      try file.update { content in
        var unwritten = Unwritten()
        for role in variables.roles {
          guard let name = variables[role], !content.lineNumbers(of: name).isEmpty else { continue }
          guard own.contains(name) || Self.isOurs(name, role, ours, in: content) else {
            unwritten.left.append(name)
            continue
          }
          // Shadowed assignments of the same name would become effective: they go too.
          while try content.remove(name).change == .removed {}
          unwritten.removed.append(name)
        }
        return unwritten
      }.result
    }
  }

  /// Takes a service's variables out if they hold this key: what someone else wrote there stays.
  func unwrite(ours variables: VariableNames, key: Secret?, in state: ProjectState) throws(ProjectError) {
    guard let key, let apiKey = variables[ResourceVariables.apiKey] else { return }
    let file = try environmentFile(state)
    try ProjectError.converting {
      _ = try file.update { content in
        guard content.matches(apiKey, key) else { return }
        for name in variables.names { try content.remove(name) }
      }
    }
  }
}
