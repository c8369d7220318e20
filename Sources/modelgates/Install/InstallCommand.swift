import ClientConfiguration
import Files
import JSON
import Operations
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
    var changes: [ConfigurationChange] = []
    var failures: [ProjectError] = []
    for client in options.clients {
      let file = ConfigurationFile(
        client: client, path: client.file(options.scope, project: project, home: home), program: program)
      do {
        changes.append(try direction == .install ? file.install(options.dryRun) : file.uninstall(options.dryRun))
      } catch {
        failures.append(error)
      }
    }
    return show(changes, failures, global)
  }

  private func show(
    _ changes: [ConfigurationChange], _ failures: [ProjectError], _ global: GlobalOptions
  ) -> ExitStatus {
    let isJSON = global.has("--json")
    let list = JSON.array(changes.map(\.json))
    if let failure = failures.first {
      if isJSON {
        let details: JSON = ["changes": list, "failures": .array(failures.map { .string($0.message) })]
        let error = ProjectError(failure.code, failure.message, hint: failure.hint, details: details)
        StandardOutput.write(line: Envelope(error, of: direction.rawValue, in: Envelope.Meta()))
      } else {
        StandardOutput.write(changes.map { "\($0.text)\n" }.joined())
        for failure in failures {
          StandardError.write("modelgates: \(TerminalText.clean(failure.message)) (\(failure.code.name))\n")
          if let hint = failure.hint { StandardError.write("\(TerminalText.clean(hint))\n") }
        }
      }
      return ExitStatus(code: failure.code.name)
    }
    if isJSON {
      StandardOutput.write(line: Envelope(data: ["changes": list], of: direction.rawValue))
    } else {
      StandardOutput.write(changes.map { "\($0.text)\n" }.joined())
      if direction == .install, changes.contains(where: { $0.outcome != .unchanged }), !options.dryRun {
        StandardOutput.write("Restart the client, then say: Add ModelGates to this project so I can call AI models.\n")
      }
    }
    return .done
  }
}
