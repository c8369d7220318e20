import Files

extension ProjectExamination {
  /// Whether the active env file has what the vault says.
  public func environment() async -> [Finding] {
    guard let state = readableState, loosePaths().isEmpty else { return [] }
    do throws(ProjectError) {
      _ = try ProjectError.converting { try project.environmentFile(state).read() }
    } catch {
      return [.failure("env", error.message, remedy: replacing(state))]
    }
    // What keeps the vault closed is reported there.
    guard let report = try? await project.listEnvironment().result else { return [] }
    return findings(report)
  }

  private var pulling: String { commands.modelgates("env", "--pull") }

  /// Makes an ordinary file of what can't be read. Where a link leads elsewhere, an environment is made that is here; a state
  /// that came with a clone may have its file anywhere, and is for a person to look at.
  private func replacing(_ state: ProjectState) -> String {
    guard let file = try? project.environmentFile(state) else {
      return "${EDITOR:-vi} \(path(project.directory.state))"
    }
    guard isReachedByFolders(file.path) else {
      let name = ["local"] + (2...99).map { "local-\($0)" }
      let free = name.first { LocalName($0).map { state.environments[$0] == nil } == true } ?? "local"
      return commands.steps([commands.modelgates("env", "create", free), pulling])
    }
    let status = try? File.status(file.path, followingLinks: false)
    if status?.kind == .regular, !User.mayRead(file.path.value) { return commands.ownersAccess(to: [file.path]) }
    return commands.steps([commands.movingAway(file.path), pulling])
  }

  private func findings(_ report: EnvironmentReport) -> [Finding] {
    let differing = report.variables.filter { $0.sync == .differs }.map(\.name)
    let missing = report.variables.filter { $0.sync == .missing }.map(\.name)
    if !differing.isEmpty {
      // Only a person knows whether the value that stands there is still needed.
      let detail = "\(differing.joined(separator: ", ")) in \(report.envFile) isn't what the vault has."
      return [.failure("env", detail, remedy: pulling)]
    }
    if !missing.isEmpty {
      let project = project
      return [
        .failure(
          "env", "\(report.envFile) lacks \(missing.joined(separator: ", ")).", remedy: pulling,
          fix: Fix("Write \(report.envFile) from the vault") { () async throws(ProjectError) in
            _ = try await project.pullEnvironment()
          })
      ]
    }
    let isKnown = report.variables.allSatisfy { $0.sync == .inSync }
    return isKnown ? [.pass("env", "\(report.envFile) is as the vault says.")] : []
  }

  /// What git must ignore and not have, below the root: env files, and what is in `.projects` beside its state.
  public func privatePaths() -> [String] {
    guard readableState != nil else { return [] }
    // git doesn't look beyond a link.
    let outputs = outputs().filter { isReachedByFolders(project.directory.root / $0) }.map(\.value)
    return outputs + [".projects/vault/vault.sealed", ".projects/journal/op.json"]
  }

  /// Adds what is missing to `.gitignore`.
  public var ignoring: Fix {
    let project = project
    return Fix("Add what must not be committed to .gitignore") { () async throws(ProjectError) in
      try await project.exclusively("doctor") { () async throws(ProjectError) in
        let state = try project.loadState()
        _ = try ProjectError.converting {
          try IgnoreRules(project.directory).add(outputs: project.ignoredOutputs(state))
        }
      }
    }
  }

  /// The lines that `.gitignore` lacks, for where git can't be asked.
  public func missingIgnoreLines() -> [String] {
    guard let state = readableState else { return [] }
    let bytes = (try? File.read(project.directory.root / ".gitignore", limit: IgnoreRules.limit)) ?? []
    var file = IgnoreFile(bytes)
    return file.add(IgnoreRules.gitLines(project.ignoredOutputs(state)))
  }
}
