import Files
import Gateway

/// Whether the state and what this computer has of the project speak of the same keys. They don't after a checkout of another
/// state, older or newer.
extension ProjectExamination {
  /// - Parameter committed: The bytes of the state that git has; nil where there is none.
  func contradictions(_ state: ProjectState, _ committed: () -> [UInt8]?) -> [Finding] {
    guard loosePaths().isEmpty, blockedLocks.isEmpty else { return [] }
    let (unknown, others) = (unknownNames(state), servicesWithOtherKeys(state))
    guard !unknown.isEmpty || !others.isEmpty else { return [] }
    if let newer = committed().flatMap({ try? ProjectState(parsing: $0) }), knows(newer, unknown, others) {
      return [
        .warning(
          "project", ".projects/state.json is another one than this computer's keys are of, and git has theirs.",
          remedy: restoring)
      ]
    }
    return (unknown.isEmpty ? [] : [finding(unknown, state)]) + others.map { finding($0) }
  }

  private func knows(_ state: ProjectState, _ names: [LocalName], _ services: [Project.Named]) -> Bool {
    names.allSatisfy { state.resources[$0] != nil }
      && services.allSatisfy { service in
        guard let key = try? project.keys.current(service.name), let named = project.service(service.name, in: state)
        else { return false }
        return !project.isAnother(key, of: named)
      }
  }

  /// Services that this computer has keys of, in its vault or in an env file, and that the state doesn't know.
  private func unknownNames(_ state: ProjectState) -> [LocalName] {
    let sealed = ((try? project.vault.records()) ?? []).compactMap { LocalName($0.id.text) }
    let unfinished = ((try? project.journal.unfinished())?.entries ?? []).compactMap { $0.subject?.name }
    let known = Set(state.resources.names + unfinished)
    return Set(sealed + state.outputs.flatMap { namesInComments(of: $0) }).subtracting(known).sorted()
  }

  /// Those whose key in the vault isn't the one that the state names.
  private func servicesWithOtherKeys(_ state: ProjectState) -> [Project.Named] {
    let unfinished = ((try? project.journal.unfinished())?.entries ?? []).compactMap { $0.subject?.name }
    return project.services(in: state).filter { service in
      guard !unfinished.contains(service.name), let key = try? project.keys.current(service.name) else { return false }
      return project.isAnother(key, of: service)
    }
  }

  private func finding(_ names: [LocalName], _ state: ProjectState) -> Finding {
    let files = state.outputs.filter { output in !Set(namesInComments(of: output)).isDisjoint(with: names) }
    return .warning(
      "project",
      "This computer has keys of \(names.map(\.text).joined(separator: ", ")), which .projects/state.json doesn't know: it is an "
        + "older one, or somebody has removed the services. Get the newer one, or make new keys; the old ones stay alive at the "
        + "gateway until they are ended in its dashboard.",
      remedy: commands.steps(adding(names, insteadOf: files.map { project.directory.root / $0 })))
  }

  private func finding(_ service: Project.Named) -> Finding {
    .warning(
      "project",
      "This computer's key of \(service.name) isn't the one that .projects/state.json names: it was rotated elsewhere, or the "
        + "state is an older one. Get the newer one, or make a new key, which ends the state's for everybody.",
      remedy: rotating(service))
  }
}

extension FilePath {
  /// An env file's path is one.
  fileprivate static func / (left: FilePath, right: String) -> FilePath {
    (try? FilePath(right)).map { left / $0 } ?? left
  }
}
