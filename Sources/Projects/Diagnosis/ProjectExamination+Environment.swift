import Files

extension ProjectExamination {
  /// Whether the active env file has what the vault says, and those of other environments can be read.
  public func environment() async -> [Finding] {
    guard let state = readableState, loosePaths().isEmpty else { return [] }
    let others = state.environments.names.filter { name in
      name != state.activeEnvironment && state.output(of: name) != state.output()
    }
    let unreadable = others.compactMap { obstacle(to: $0, state) }
    if let obstacle = obstacle(to: state.activeEnvironment, state) { return [obstacle] + unreadable }
    // What keeps the vault closed is reported there.
    guard let report = try? await project.listEnvironment().result else { return unreadable }
    return findings(report) + unreadable
  }

  private func obstacle(to environment: LocalName, _ state: ProjectState) -> Finding? {
    do throws(ProjectError) {
      _ = try ProjectError.converting { try project.environmentFile(state, of: environment).read() }
      return nil
    } catch {
      return .failure("env", error.message, remedy: replacing(environment, state))
    }
  }

  private var pulling: String { commands.modelgates("env", "--pull") }

  /// Makes an ordinary file of what can't be read. Where a link leads elsewhere, an environment is made that is here; a state
  /// that came with a clone may have its file anywhere, and is for a person to look at.
  private func replacing(_ environment: LocalName, _ state: ProjectState) -> String {
    let isActive = environment == state.activeEnvironment
    guard let file = try? project.environmentFile(state, of: environment).path,
      isActive || project.directory.isReachedByFolders(file)
    else { return "${EDITOR:-vi} \(path(project.directory.state))" }
    guard project.directory.isReachedByFolders(file) else {
      let name = ["local"] + (2...99).map { "local-\($0)" }
      let free = name.first { LocalName($0).map { state.environments[$0] == nil } == true } ?? "local"
      return commands.steps([commands.modelgates("env", "create", free), pulling])
    }
    let status = try? File.status(file, followingLinks: false)
    if status?.kind == .regular, !User.mayRead(file.value) { return commands.ownersAccess(to: [file]) }
    return commands.steps([makingOrdinary(environmentFile: file)] + (isActive ? [pulling] : []))
  }

  /// The app's own variables stay where it reads them. git ignores the file, so what a link leads to may be anywhere.
  private func makingOrdinary(environmentFile file: FilePath) -> String {
    let target = try? File.status(file)
    let isOwn = target?.kind == .regular && target?.owner == User.identifier && User.mayRead(file.value)
    return isOwn ? commands.copying(file) : commands.movingAway(file)
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
}
