import Gateway
import JSON

extension Project {
  /// What would be overwritten although it isn't ours: variables that stand in the file with other values than these, and
  /// that no service of the project has.
  func conflicts(_ variables: VariableNames, in state: ProjectState) throws(ProjectError) -> [VariableName] {
    let file = try environmentFile(state)
    return Self.conflicts(variables, keys: [], in: try ProjectError.converting { try file.read() }, state)
  }

  private static func conflicts(
    _ variables: VariableNames, keys: [Secret], in content: EnvFile, _ state: ProjectState
  ) -> [VariableName] {
    let managed = Set(state.resources.names.flatMap { ownNames($0, in: state) })
    return variables.roles.compactMap { role in
      guard let name = variables[role], !managed.contains(name), !content.lineNumbers(of: name).isEmpty else {
        return nil
      }
      return isOurs(name, role, keys, in: content) ? nil : name
    }
  }

  /// The variables that follow from a service's names. The state, which comes with a clone of the project, may claim any
  /// others: of those, only what holds our own value is touched.
  static func ownNames(_ name: LocalName, in state: ProjectState) -> [VariableName] {
    guard let resource = state.resources[name] else { return [] }
    return
      (try? ResourceVariables.names(name, provider: resource.provider, service: resource.service))?.names ?? []
  }

  static func isOurs(_ name: VariableName, _ role: String, _ keys: [Secret], in content: EnvFile) -> Bool {
    let values = role == ResourceVariables.apiKey ? keys : [Secret(Array(ResourceVariables.bearer.utf8))]
    return values.contains { content.matches(name, $0) }
  }

  /// Whether this computer has ever had the service's key. Of one that came with a clone nothing in the env file is ours.
  private func isKnownHere(_ name: LocalName, in state: ProjectState) throws(ProjectError) -> Bool {
    if try keys.current(name) != nil { return true }
    guard let hash = state.resources[name]?.keyHash,
      let variable = state.resources[name]?.variables[ResourceVariables.apiKey]
    else { return false }
    // Without its vault, the file's own value tells.
    let file = try environmentFile(state)
    return try ProjectError.converting { try file.read() }.value(of: variable)?.hash() == hash
  }

  /// All keys that the vault has of a service.
  func keysOfAnyAge(_ name: LocalName) throws(ProjectError) -> [Secret] {
    [try keys.current(name), try keys.pending(name), try keys.previous(name)].compactMap { $0 }
  }

  /// Writes a service's variables into the active environment's file, and into those of others that have a key of it.
  /// - Returns: Names whose values have changed in the active one.
  /// - Throws: `env_variable_conflict` when one of them stands there and isn't ours.
  @discardableResult
  func write(
    _ variables: VariableNames, of name: LocalName, key: Secret, in state: ProjectState
  ) throws(ProjectError) -> [VariableName] {
    let others = try environments(having: variables, of: name, otherThan: key, in: state)
    let changed = try write(variables, of: name, key: key, to: state.activeEnvironment, in: state)
    for other in others { try write(variables, of: name, key: key, to: other, in: state) }
    return changed
  }

  /// Writes a service's variables into one environment's file.
  @discardableResult
  func write(
    _ variables: VariableNames, of name: LocalName, key: Secret, to environment: LocalName, in state: ProjectState
  ) throws(ProjectError) -> [VariableName] {
    let file = try environmentFile(state, of: environment)
    let output = output(state, of: environment)
    let comment = ResourceVariables.comment(name: name, isSandbox: isSandbox)
    let ours = [key] + (try keysOfAnyAge(name))
    let isKnown = try isKnownHere(name, in: state)
    return try ProjectError.converting {
      try file.update { content in
        let conflicts = Self.conflicts(variables, keys: ours, in: content, isKnown ? state : state.without(name))
        guard conflicts.isEmpty else { throw ProjectError.variableConflict(conflicts, output: output) }
        return try Self.set(variables, key, comment, in: &content)
      }.result
    }
  }

  private static func set(
    _ variables: VariableNames, _ key: Secret, _ comment: String, in content: inout EnvFile
  ) throws(EnvFileError) -> [VariableName] {
    var changed: [VariableName] = []
    if let apiKey = variables[ResourceVariables.apiKey] {
      let isSame = content.matches(apiKey, key)
      try content.set(apiKey, to: key, comment: comment)
      if !isSame { changed.append(apiKey) }
    }
    if let type = variables[ResourceVariables.type] {
      let bearer = ResourceVariables.bearer
      let isSame = content.matches(type, Secret(Array(bearer.utf8)))
      try content.set(type, to: bearer)
      if !isSame { changed.append(type) }
    }
    return changed
  }

  /// A file of another environment that can't be read may have a key that is about to end.
  /// - Throws: what reading it throws.
  func requireReadableEnvironments(_ state: ProjectState) throws(ProjectError) {
    for environment in state.environments.names where environment != state.activeEnvironment {
      let file = try environmentFile(state, of: environment)
      _ = try ProjectError.converting { try file.read() }
    }
  }

  /// Whether a service's variables could be written. Writes nothing.
  /// - Throws: what writing would throw.
  func requireWritable(
    _ variables: VariableNames, of name: LocalName, to environment: LocalName? = nil, in state: ProjectState
  ) throws(ProjectError) {
    let file = try environmentFile(state, of: environment)
    let ours = try keysOfAnyAge(name)
    let isKnown = try isKnownHere(name, in: state)
    if environment == nil { try requireReadableEnvironments(state) }
    var content = try ProjectError.converting { try file.read() }
    let conflicts = Self.conflicts(variables, keys: ours, in: content, isKnown ? state : state.without(name))
    guard conflicts.isEmpty else { throw .variableConflict(conflicts, output: output(state, of: environment)) }
    try ProjectError.converting {
      _ = try Self.set(variables, Secret(Array("checked".utf8)), "checked", in: &content)
    }
  }

  /// Puts an old key back wherever a new one stands that is to be taken back: no file must hold a key that doesn't work.
  /// - Parameter isCertain: whether a file that can't be read can't have been written either.
  func putBack(
    _ old: Secret, for new: Secret, _ variables: VariableNames, of name: LocalName, in state: ProjectState,
    isCertain: Bool
  ) throws(ProjectError) {
    guard let apiKey = variables[ResourceVariables.apiKey] else { return }
    for environment in state.environments.names {
      do throws(ProjectError) {
        let file = try environmentFile(state, of: environment)
        guard try ProjectError.converting({ try file.read() }).matches(apiKey, new) else { continue }
      } catch {
        guard isCertain || environment != state.activeEnvironment else { throw error }
        continue
      }
      try write(variables, of: name, key: old, to: environment, in: state)
    }
  }

  /// The environments beside the active one whose files have a key of the service.
  /// - Parameter new: a key that isn't meant.
  /// - Throws: what reading one of the files throws: it may have a key that is about to end.
  func environments(
    having variables: VariableNames, of name: LocalName, otherThan new: Secret? = nil, in state: ProjectState
  ) throws(ProjectError) -> [LocalName] {
    guard let apiKey = variables[ResourceVariables.apiKey] else { return [] }
    let keys = try keysOfAnyAge(name).filter { $0 != new }
    guard !keys.isEmpty else { return [] }
    return try ProjectError.converting {
      try state.environments.names.filter { environment in
        guard environment != state.activeEnvironment, state.output(of: environment) != state.output() else {
          return false
        }
        let content = try environmentFile(state, of: environment).read()
        return keys.contains { content.matches(apiKey, $0) }
      }
    }
  }
}

extension ResourceVariables {
  /// The value of the `type` role: how the key is used.
  static let bearer = "bearer"
}

extension ProjectError {
  static func variableConflict(_ names: [VariableName], output: String) -> ProjectError {
    let names = names.map(\.text)
    return ProjectError(
      .envVariableConflict,
      "\(names.joined(separator: ", ")) stands in \(output) already and isn't managed by ModelGates.",
      hint: "Rename or remove that line by hand, or add the service under another name (--name).",
      details: ["variables": .array(names.map { .string($0) })])
  }
}

extension ProjectState {
  /// The same state without a service.
  fileprivate func without(_ name: LocalName) -> ProjectState {
    var state = self
    state.resources[name] = nil
    return state
  }
}
