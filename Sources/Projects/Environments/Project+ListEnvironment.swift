import Gateway
import JSON

extension Project {
  /// Names of variables, where each comes from, and whether the env file has them as it should.
  /// - Parameter environment: nil for the active one.
  public func listEnvironment(_ environment: String? = nil) async throws(ProjectError) -> Outcome<EnvironmentReport> {
    let state = try loadState()
    let name = try Self.environment(environment, in: state)
    let file = try environmentFile(state, of: name)
    let content = try ProjectError.converting { try file.read() }
    var report = EnvironmentReport()
    report.environment = name.text
    report.envFile = output(state, of: name)
    report.variables = []
    for service in services(in: state) {
      let drift = drift(service, key: try keys.current(service.name), in: content)
      report.variables += service.environmentVariables(drift, content)
    }
    report.environments = state.environments.names.map { EnvironmentEntry($0, in: state) }
    let isInSync = report.variables.allSatisfy { $0.sync == .inSync }
    let pull = name == state.activeEnvironment ? "--pull" : "--pull --environment \(name)"
    return Outcome(
      report, warnings: exposure(of: state),
      nextSteps: isInSync ? [] : ["pull_env (`modelgates env \(pull)`) writes the env file again from the vault."])
  }

  /// The environment that a text names; the active one without a text.
  /// - Throws: `resource_not_found` with candidates.
  static func environment(_ text: String?, in state: ProjectState) throws(ProjectError) -> LocalName {
    guard let text else { return state.activeEnvironment }
    guard let name = LocalName(text), state.environments[name] != nil else {
      throw .environmentNotFound(text, in: state)
    }
    return name
  }

  /// What is said of env files that others can read.
  func exposure(of state: ProjectState) -> [String] {
    state.environments.names.compactMap { environment in
      guard (try? environmentFile(state, of: environment).isExposed()) == true else { return nil }
      let pull = environment == state.activeEnvironment ? "--pull" : "--pull --environment \(environment)"
      return
        "\(output(state, of: environment)) can be read by others than its owner; pull_env (`modelgates env \(pull)`) "
        + "makes it private again."
    }
  }
}

extension ProjectError {
  static func environmentNotFound(_ text: String, in state: ProjectState) -> ProjectError {
    let names = state.environments.names.map(\.text)
    return ProjectError(
      .resourceNotFound, "This project has no environment \"\(GatewayText(text, limit: 64))\".",
      hint:
        "It has: \(names.joined(separator: ", ")). pull_env with an output (`modelgates env create <name>`) makes one.",
      details: ["candidates": .array(names.map { .string($0) })])
  }
}

extension EnvironmentEntry {
  init(_ name: LocalName, in state: ProjectState) {
    self.name = name.text
    envFile = state.output(of: name) ?? ""
    active = name == state.activeEnvironment
  }
}

extension Project.Named {
  fileprivate func environmentVariables(_ drift: Project.Drift, _ content: EnvFile) -> [EnvironmentVariable] {
    resource.variables.roles.compactMap { role in
      guard let name = resource.variables[role] else { return nil }
      var variable = EnvironmentVariable()
      variable.name = name.text
      variable.service = self.name.text
      variable.role = role
      variable.sync = role == ResourceVariables.apiKey ? drift.apiKey : drift.type
      let shadowed = content.lineNumbers(of: name).dropLast()
      variable.shadowedLines = shadowed.isEmpty ? nil : Array(shadowed)
      return variable
    }
  }
}
