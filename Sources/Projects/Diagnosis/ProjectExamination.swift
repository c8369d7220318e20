public import Files

/// What doctor looks at in a project: its state, vault, env files, journal and skill files. Only looks; what mends something
/// is in the findings.
///
/// Where one part can't be read, the checks that need it say nothing: the cause is reported once.
public struct ProjectExamination: Sendable {
  let project: Project
  /// Where the commands of remedies are typed.
  let directory: FilePath

  public init(_ project: Project, from directory: FilePath) {
    self.project = project
    self.directory = directory
  }

  func path(_ path: FilePath) -> String { ShellText.path(path, from: directory) }

  /// Of a project whose state can be read.
  var readableState: ProjectState? { (try? project.loadStateIfAny()) ?? nil }

  /// The local name of a service for a command that makes a new key.
  func anyService(_ state: ProjectState?) -> String { state?.resources.names.first?.text ?? "modelgates/api" }
}

// MARK: State

extension ProjectExamination {
  /// The project's own record of itself.
  public func state() -> [Finding] {
    do throws(ProjectError) {
      guard let state = try project.loadStateIfAny() else {
        return [.pass("project", "No project here yet; modelgates init makes one.")]
      }
      let count = state.resources.names.count
      return [.pass("project", "\(state.project.name), \(count) \(count == 1 ? "service" : "services").")]
    } catch {
      let file = path(project.directory.state)
      let remedy =
        error.code == .stateDamaged ? "git checkout -- \(file)" : "ls -ld \(path(project.directory.directory)) \(file)"
      return [.failure("project", error.message, remedy: remedy)]
    }
  }
}
