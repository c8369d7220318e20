import ClientConfiguration
import Files
import JSON
import Operations
import Processes
import Projects

/// `modelgates install` and `modelgates uninstall`: the server's entry in the configuration of coding clients.
struct InstallCommand {
  enum Direction: String {
    case install, uninstall
  }

  static func examples(_ direction: Direction) -> [String] {
    [
      "modelgates \(direction) --client claude-code", "modelgates \(direction) --client cursor --scope project",
      "modelgates \(direction) --client all --dry-run",
    ]
  }

  private let direction: Direction
  private let options: InstallOptions

  init(_ direction: Direction, _ arguments: [String]) throws(UsageError) {
    self.direction = direction
    options = try InstallOptions(arguments, of: direction.rawValue)
  }

  func run(_ global: GlobalOptions, _ environment: [String: String]) throws -> ExitStatus {
    let project = try ProjectFolder.find(
      global.values["--project"], environment: environment, from: File.workingDirectory())
    guard let home = environment["HOME"].flatMap({ try? FilePath($0) }), home.isAbsolute else {
      throw SettingsError("HOME isn't set, so the clients' files aren't known.")
    }
    guard let program = executablePath() else { throw SettingsError("The path of this program isn't known.") }
    let files = options.client.clients.map {
      ConfigurationFile(client: $0, scope: options.scope, project: project, home: home, program: program, environment)
    }
    return show(InstallReport(files, direction, isDryRun: options.dryRun), global)
  }

  private func show(_ report: InstallReport, _ global: GlobalOptions) -> ExitStatus {
    guard !global.has("--json") else { return showJSON(report) }
    StandardOutput.write(report.changes.map { "\($0.text)\n" }.joined())
    StandardError.write(report.failures.map(\.text).joined())
    if direction == .install, let warning = report.warning { StandardOutput.write("\(TerminalText.clean(warning))\n") }
    if direction == .install, !options.dryRun, report.changes.contains(where: { $0.outcome != .unchanged }) {
      StandardOutput.write("Restart the client, then say: Add ModelGates to this project so I can call AI models.\n")
    }
    return report.error.map { ExitStatus(code: $0.code.name) } ?? .done
  }

  private func showJSON(_ report: InstallReport) -> ExitStatus {
    guard let error = report.error else {
      var envelope = Envelope(data: ["changes": report.list], of: direction.rawValue)
      if direction == .install, let warning = report.warning { envelope.warnings = [warning] }
      StandardOutput.write(line: envelope)
      return .done
    }
    StandardOutput.write(line: Envelope(error, of: direction.rawValue, in: Envelope.Meta()))
    return ExitStatus(code: error.code.name)
  }
}
