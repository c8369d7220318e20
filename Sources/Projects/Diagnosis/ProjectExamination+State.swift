import Files

extension ProjectExamination {
  /// The project's own record of itself.
  /// - Parameter committed: The bytes of the state that git has; nil where there is none.
  public func state(committed: () -> [UInt8]? = { nil }) -> [Finding] {
    do throws(ProjectFileError) {
      guard let state = try project.stateFile.load() else { return missing(committed) }
      let contradictions = contradictions(state, committed)
      guard contradictions.isEmpty else { return contradictions }
      let count = state.resources.names.count
      return [.pass("project", "\(state.project.name), \(count) \(count == 1 ? "service" : "services").")]
    } catch {
      return [.failure("project", error.message, remedy: remedy(for: error, committed))]
    }
  }

  private func missing(_ committed: () -> [UInt8]?) -> [Finding] {
    let vault = try? File.status(vaultFile, followingLinks: false)
    let names = namesInComments()
    if canRestore(committed()) {
      return [.failure("project", ".projects/state.json is gone, and git has it.", remedy: restoring)]
    }
    guard vault != nil || !names.isEmpty else {
      return [.pass("project", "No project here yet; modelgates init makes one.")]
    }
    let rest = vault != nil ? "a vault" : "a managed key in .env"
    let detail =
      "There is \(rest), and no .projects/state.json. Restore it from a backup, or make new keys; the old ones stay alive at "
      + "the gateway until they are ended in its dashboard."
    return [.failure("project", detail, remedy: commands.steps(rebuilding(names)))]
  }

  private func remedy(for error: ProjectFileError, _ committed: () -> [UInt8]?) -> String {
    let (folder, file) = (project.directory.directory, project.directory.state)
    switch error.code {
    case .newerVersion: return commands.modelgates("version")
    case .conflictMarkers: return "${EDITOR:-vi} \(path(file))"
    case .inaccessible:
      return commands.ownersAccess(to: [folder, file].filter { (try? File.status($0)) != nil })
    default: break
    }
    if (try? File.status(folder, followingLinks: false))?.kind != .directory {
      return commands.steps([commands.movingAway(folder), commands.modelgates("init")])
    }
    if canRestore(committed()) { return restoring }
    return commands.steps([commands.movingAway(file)] + rebuilding(namesInComments()))
  }

  private func canRestore(_ bytes: [UInt8]?) -> Bool {
    guard let bytes else { return false }
    return (try? ProjectState(parsing: bytes)) != nil
  }

  var restoring: String {
    "git -C \(path(project.directory.root)) checkout HEAD -- .projects/state.json"
  }

  private var vaultFile: FilePath { project.directory.vault / "vault.sealed" }

  /// What makes a project with new keys where the state is lost. Nothing is removed for good.
  private func rebuilding(_ names: [LocalName]) -> [String] {
    var steps: [String] = []
    if (try? File.status(vaultFile, followingLinks: false)) != nil {
      steps.append(commands.movingAway(vaultFile))
    }
    return steps + adding(names, insteadOf: names.isEmpty ? [] : [project.directory.root / ".env"])
  }

  /// New keys for services, whose old ones are taken out of files.
  func adding(_ names: [LocalName], insteadOf files: [FilePath]) -> [String] {
    let steps = files.map { commands.editing($0, Self.withoutVariables(of: names)) }
    let usual = ResourceVariables.defaultName(provider: "modelgates", service: "api")
    let added = names.map { name in
      name == usual
        ? commands.modelgates("add", "modelgates/api")
        : commands.modelgates("add", "modelgates/api", "--name", name.text)
    }
    return steps + (added.isEmpty ? [commands.modelgates("add", "modelgates/api")] : added)
  }

  /// The services whose keys stand in an env file, as our comments say.
  func namesInComments(of output: String = ".env") -> [LocalName] {
    guard let content = try? EnvironmentFile(output, in: project.directory).read() else { return [] }
    var names: [LocalName] = []
    for line in String(decoding: content.bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      guard let name = ResourceVariables.name(inComment: line), !names.contains(name) else { continue }
      let variables = try? ResourceVariables.names(name, provider: "modelgates", service: "api")
      let isThere = variables?.names.contains { !content.lineNumbers(of: $0).isEmpty }
      if isThere == true { names.append(name) }
    }
    return names
  }

  private static func withoutVariables(of names: [LocalName]) -> String {
    let variables = names.flatMap { name in
      (try? ResourceVariables.names(name, provider: "modelgates", service: "api"))?.names ?? []
    }
    return variables.flatMap { ["/^# ModelGates (\($0)): /d", "/^\($0)=/d"] }.joined(separator: "; ")
  }
}
