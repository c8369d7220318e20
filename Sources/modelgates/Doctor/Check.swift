import EventLoop
import Files
import Operations
import Projects
import Sandbox

/// One thing that doctor looks at. It changes nothing, and ends by itself: every wait in it has a limit.
protocol Check: Sendable {
  /// What it found, in an order of its own; empty where there is nothing to look at, or where another check tells why.
  func run(_ context: DoctorContext) async -> [Finding]
}

/// What the checks have to look at. Made anew for each round of them.
struct DoctorContext: Sendable {
  let options: DoctorOptions
  let global: GlobalOptions
  let environment: [String: String]
  /// Where the commands of remedies are typed.
  let workingDirectory: FilePath
  /// The project's folder.
  let root: FilePath
  /// How remedies are typed.
  let commands: CommandText
  let loop: EventLoop
  /// This program's file.
  let program: String?
  /// Nil where the settings can't be used; then why is in `settingsFailure`.
  let settings: Settings?
  let settingsFailure: String?
  let project: Project?
  /// How the gateway answered; nil for the embedded one.
  let probe: GatewayProbe?

  var examination: ProjectExamination? { project.map { ProjectExamination($0, commands) } }

  /// What keeps the embedded gateway, if that is in use, from answering.
  var damagedSandboxFile: FilePath? {
    guard let settings, case .sandbox = settings.gateway else { return nil }
    return Sandbox.damagedFile(in: settings.sandboxDirectory)
  }

  func path(_ path: FilePath) -> String { commands.path(path) }

  /// The path for a sentence: short where it is below the working directory or the home.
  func shown(_ path: FilePath) -> String {
    let home = environment["HOME"].flatMap { try? FilePath($0) }?.normalized.components ?? []
    if path.normalized.components.starts(with: workingDirectory.normalized.components) { return self.path(path) }
    guard !home.isEmpty, path.components.starts(with: home) else { return "\(path)" }
    return "~/" + path.components.dropFirst(home.count).joined(separator: "/")
  }
}
