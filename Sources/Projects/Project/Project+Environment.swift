import Gateway
public import JSON

/// The variables that ModelGates manages in the env file. Never their values.
public struct EnvironmentReport: Record {
  @Field("The file.") public var envFile: String
  @Field("Name of the environment.") public var environment: String
  @Field("The managed variables.") public var variables: [EnvironmentVariable]

  public init() {}
}

/// A managed variable.
public struct EnvironmentVariable: Record {
  @Field("Name of the variable.") public var name: String
  @Field("Service that it is of.") public var service: String
  @Field("What it holds: api_key, type.") public var role: String
  @Field("The env file compared with the vault.") public var sync: VariableSync
  @Field("Lines without effect that assign it, too.") public var shadowedLines: [Int]?

  public init() {}
}

/// What pulling did to the env file.
public struct PullReport: Record {
  @Field("The file.") public var envFile: String
  @Field("Whether the file was written.") public var written: Bool
  @Field("Variables written, or to be written.") public var changed: [String]
  @Field("Variables that were right.") public var unchanged: [String]
  @Field("Services whose keys this vault doesn't have.") public var missingKeys: [String]?

  public init() {}
}

extension Project {
  /// Names of variables, where each comes from, and whether the env file has them as it should.
  public func listEnvironment() async throws(ProjectError) -> Outcome<EnvironmentReport> {
    let state = try loadState()
    let file = try environmentFile(state)
    let content = try ProjectError.converting { try file.read() }
    var report = EnvironmentReport()
    report.envFile = output(state)
    report.environment = state.activeEnvironment.text
    report.variables = []
    for service in services(in: state) {
      let drift = drift(service, key: try keys.current(service.name), in: content)
      report.variables += service.environmentVariables(drift, content)
    }
    let isInSync = report.variables.allSatisfy { $0.sync == .inSync }
    return Outcome(
      report,
      nextSteps: isInSync ? [] : ["pull_env (`modelgates env --pull`) writes the env file again from the vault."])
  }

  /// Writes the managed variables into the env file again, from the vault. First it finishes what was interrupted, if the
  /// gateway can be asked.
  /// - Parameter dryRun: Only says what would change.
  public func pullEnvironment(dryRun: Bool = false) async throws(ProjectError) -> Outcome<PullReport> {
    _ = try loadState()
    if dryRun { return try pull(writing: false, remarks: []) }
    return try await exclusively("pull_env") { () async throws(ProjectError) in
      var remarks: [String] = []
      do throws(ProjectError) {
        remarks = try await recover()
      } catch {
        // What the vault has can be written without the gateway.
        guard error.retryable else { throw error }
        remarks = [error.message]
      }
      return try pull(writing: true, remarks: remarks)
    }
  }

  private func pull(writing: Bool, remarks: [String]) throws(ProjectError) -> Outcome<PullReport> {
    let state = try loadState()
    let file = try environmentFile(state)
    let content = try ProjectError.converting { try file.read() }
    var report = PullReport()
    report.envFile = output(state)
    report.changed = []
    report.unchanged = []
    var missing: [String] = []
    for service in services(in: state) {
      guard let key = try keys.current(service.name) else {
        missing.append(service.name.text)
        continue
      }
      let statuses = service.variableStatuses(drift(service, key: key, in: content))
      report.changed += statuses.filter { $0.sync != .inSync }.map(\.name.text)
      report.unchanged += statuses.filter { $0.sync == .inSync }.map(\.name.text)
      if writing { try write(service.resource.variables, of: service.name, key: key, in: state) }
    }
    report.written = writing && !report.changed.isEmpty
    report.missingKeys = missing.isEmpty ? nil : missing
    let steps = missing.map { "rotate_key (`modelgates rotate \($0)`) makes a new key for \($0)." }
    return Outcome(report, warnings: remarks, nextSteps: steps)
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
