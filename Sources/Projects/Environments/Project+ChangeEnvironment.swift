import Files

extension Project {
  /// Makes an environment with a file of its own, and makes it the active one: operations write to it from now on.
  /// - Parameter output: its file below the project's folder; `.env.<name>` unless given.
  public func createEnvironment(
    _ name: String, output: String? = nil, dryRun: Bool = false
  ) async throws(ProjectError) -> Outcome<EnvironmentChangeReport> {
    _ = try loadState()
    if dryRun {
      var preflight = try environmentPreflight(name, output ?? ".env.\(name)", loadState())
      requireFiles(&preflight)
      return Self.outcome(name, output ?? ".env.\(name)", isCreated: false, isActive: false, preflight)
    }
    return try await exclusively("create_environment") { () async throws(ProjectError) in
      let remarks = try await recover()
      let output = output ?? ".env.\(name)"
      let isCreated = try makeEnvironment(name, output, isActive: true)
      return Self.outcome(name, output, isCreated: isCreated, isActive: true, nil, warnings: remarks)
    }
  }

  /// Makes an environment the active one: operations write to its file from now on.
  public func useEnvironment(
    _ name: String, dryRun: Bool = false
  ) async throws(ProjectError) -> Outcome<EnvironmentChangeReport> {
    let state = try loadState()
    if dryRun {
      var preflight = Preflight()
      let environment = try Self.environment(name, in: state)
      preflight.require("Its file can be one for keys") { () throws(ProjectError) in
        _ = try environmentFile(state, of: environment)
      }
      requireFiles(&preflight)
      return Self.outcome(name, output(state, of: environment), isCreated: false, isActive: false, preflight)
    }
    return try await exclusively("use_environment") { () async throws(ProjectError) in
      let remarks = try await recover()
      let state = try loadState()
      let environment = try Self.environment(name, in: state)
      _ = try environmentFile(state, of: environment)
      try updateState { $0.activeEnvironment = environment }
      return Self.outcome(
        name, output(state, of: environment), isCreated: false, isActive: true, nil, warnings: remarks)
    }
  }

  /// Makes an environment, under the project's lock. First its file is ignored, then it is known.
  /// - Returns: false when it was there.
  func makeEnvironment(_ name: String, _ output: String, isActive: Bool) throws(ProjectError) -> Bool {
    let state = try loadState()
    try environmentPreflight(name, output, state).requireAll()
    guard let environment = LocalName(name) else { throw .environmentName }
    let outputs = ignoredOutputs(state) + [output]
    try ProjectError.converting { _ = try IgnoreRules(directory).add(outputs: outputs) }
    try updateState { state in
      if state.environments[environment] == nil { state.environments[environment] = ProjectEnvironment(output: output) }
      if isActive { state.activeEnvironment = environment }
    }
    return state.environments[environment] == nil
  }

  func environmentPreflight(_ name: String, _ output: String, _ state: ProjectState) -> Preflight {
    var preflight = Preflight()
    preflight.require("The name can be one") { () throws(ProjectError) in
      guard LocalName(name) != nil else { throw .environmentName }
    }
    preflight.require("The file can be one for keys") { () throws(ProjectError) in
      _ = try ProjectError.converting { try EnvironmentFile(output, in: directory) }
    }
    preflight.require("The environment is new, or has this file") { () throws(ProjectError) in
      guard let existing = LocalName(name).flatMap({ state.output(of: $0) }), existing != output else { return }
      throw ProjectError(
        .alreadyExists, "The environment \(name) is there already, with the file \(existing).",
        hint: "Choose it by pull_env with use (`modelgates env use \(name)`), or give the new one another name.")
    }
    preflight.require("No other environment has this file") { () throws(ProjectError) in
      let path = (try? FilePath(output))?.normalized.value.lowercased()
      let other = state.environments.names.first { other in
        other.text != name && path != nil
          && state.output(of: other).flatMap { try? FilePath($0) }?.normalized.value.lowercased() == path
      }
      guard let other else { return }
      throw ProjectError(
        .alreadyExists, "\(output) is the file of the environment \(other).", hint: "Give another file (--output).")
    }
    return preflight
  }

  private static func outcome(
    _ name: String, _ output: String, isCreated: Bool, isActive: Bool, _ preflight: Preflight?, warnings: [String] = []
  ) -> Outcome<EnvironmentChangeReport> {
    var report = EnvironmentChangeReport()
    report.environment = name
    report.envFile = output
    report.created = isCreated
    report.active = isActive
    report.ready = preflight?.isReady
    report.preflight = preflight?.checks
    return Outcome(
      report, warnings: warnings,
      nextSteps: preflight?.nextSteps ?? ["pull_env (`modelgates env --pull`) writes the keys into \(output)."])
  }
}

extension ProjectError {
  static let environmentName = ProjectError.invalidArgument(
    "An environment's name has 1 to 64 of the characters a-z, 0-9 and -.")
}
