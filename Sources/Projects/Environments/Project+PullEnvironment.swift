import Gateway

/// Which env file to write again from the vault, and how.
public struct PullRequest: Sendable {
  /// Nil for the active one. One that there isn't is made, if an output is given.
  public var environment: String?
  /// The file of a new environment.
  public var output: String?
  /// Whether operations shall write to it from now on.
  public var makesActive = false
  /// Only says what would change.
  public var dryRun = false

  public init() {}
}

extension Project {
  /// Writes the managed variables into an env file again, from the vault. First it finishes what was interrupted, if the
  /// gateway can be asked.
  public func pullEnvironment(_ request: PullRequest = PullRequest()) async throws(ProjectError) -> Outcome<PullReport>
  {
    _ = try loadState()
    if request.dryRun { return try dryRun(request) }
    return try await exclusively("pull_env") { () async throws(ProjectError) in
      var remarks: [String] = []
      do throws(ProjectError) {
        remarks = try await recover()
      } catch {
        // What the vault has can be written without the gateway.
        guard error.retryable else { throw error }
        remarks = [error.message]
      }
      let isCreated = try prepare(request)
      let state = try loadState()
      let environment = try Self.environment(request.environment, in: state)
      if request.makesActive { try updateState { $0.activeEnvironment = environment } }
      return try pull(into: environment, isCreated: isCreated, writing: true, remarks: remarks)
    }
  }

  /// Makes the environment where it is to be made.
  private func prepare(_ request: PullRequest) throws(ProjectError) -> Bool {
    guard let output = request.output else { return false }
    guard let name = request.environment else {
      throw .invalidArgument("An output is the file of a new environment, which needs a name.")
    }
    return try makeEnvironment(name, output, isActive: request.makesActive)
  }

  private func dryRun(_ request: PullRequest) throws(ProjectError) -> Outcome<PullReport> {
    var state = try loadState()
    var preflight = Preflight()
    if let output = request.output, let name = request.environment {
      preflight = environmentPreflight(name, output, state)
      guard preflight.isReady, let new = LocalName(name) else {
        return Self.blocked(request, preflight)
      }
      if state.environments[new] == nil { state.environments[new] = ProjectEnvironment(output: output) }
    }
    let environment = try Self.environment(request.environment, in: state)
    requireStorage(state, &preflight)
    for service in services(in: state) {
      preflight.require("The variables of \(service.name) can be written") { () throws(ProjectError) in
        try requireWritable(service.resource.variables, of: service.name, to: environment, in: state)
      }
    }
    guard preflight.isReady else { return Self.blocked(request, preflight, envFile: output(state, of: environment)) }
    let pulled = try pull(into: environment, isCreated: nil, writing: false, remarks: [], state)
    var report = pulled.result
    report.ready = true
    report.preflight = preflight.checks
    return Outcome(report, warnings: pulled.warnings, nextSteps: pulled.nextSteps + preflight.nextSteps)
  }

  private static func blocked(
    _ request: PullRequest, _ preflight: Preflight, envFile: String? = nil
  ) -> Outcome<PullReport> {
    var report = PullReport()
    report.environment = request.environment ?? "default"
    report.envFile = envFile ?? request.output ?? ""
    report.active = false
    report.written = false
    report.changed = []
    report.unchanged = []
    report.ready = false
    report.preflight = preflight.checks
    return Outcome(report)
  }

  private func pull(
    into environment: LocalName, isCreated: Bool?, writing: Bool, remarks: [String], _ planned: ProjectState? = nil
  ) throws(ProjectError) -> Outcome<PullReport> {
    let state = if let planned { planned } else { try loadState() }
    let file = try environmentFile(state, of: environment)
    let content = try ProjectError.converting { try file.read() }
    var report = PullReport()
    report.environment = environment.text
    report.envFile = output(state, of: environment)
    report.created = isCreated
    report.active = environment == state.activeEnvironment
    report.changed = []
    report.unchanged = []
    var missing: [String] = []
    let leaving = try namesBeingRemoved()
    for service in services(in: state) where !leaving.contains(service.name) {
      guard let key = try keys.current(service.name) else {
        missing.append(service.name.text)
        continue
      }
      let statuses = service.variableStatuses(drift(service, key: key, in: content))
      report.changed += statuses.filter { $0.sync != .inSync }.map(\.name.text)
      report.unchanged += statuses.filter { $0.sync == .inSync }.map(\.name.text)
      if writing { try write(service.resource.variables, of: service.name, key: key, to: environment, in: state) }
    }
    if writing { try ProjectError.converting { try file.makePrivate() } }
    report.written = writing && !report.changed.isEmpty
    report.missingKeys = missing.isEmpty ? nil : missing
    let steps = missing.map { "rotate_key (`modelgates rotate \($0)`) makes a new key for \($0)." }
    return Outcome(report, warnings: remarks, nextSteps: steps)
  }
}
