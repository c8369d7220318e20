import ClientConfiguration
import Files
import JSON
import Operations
import Projects

/// What became of every client that was asked for: some may be done and others refused.
struct InstallReport {
  struct Failure {
    let file: ConfigurationFile
    let error: ProjectError

    var json: JSON {
      .object([
        "client": .string(file.client.rawValue), "file": .string(file.path.value), "code": .string(error.code.name),
        "message": .string(error.message), "hint": error.hint.map { .string($0) } ?? .null,
      ])
    }

    var text: String {
      let hint = error.hint.map { "\(TerminalText.clean($0))\n" } ?? ""
      return "modelgates: \(file.client.title): \(TerminalText.clean(error.message)) (\(error.code.name))\n\(hint)"
    }
  }

  private(set) var changes: [ConfigurationChange] = []
  private(set) var failures: [Failure] = []

  init(_ files: [ConfigurationFile], _ direction: InstallCommand.Direction, isDryRun: Bool) {
    for file in files {
      do {
        changes.append(try direction == .install ? file.install(isDryRun) : file.uninstall(isDryRun))
      } catch {
        failures.append(Failure(file: file, error: error))
      }
    }
  }

  var list: JSON { .array(changes.map(\.json)) }

  /// What is said of files that others may get, and that have a path of this computer now; nil where there is none.
  var warning: String? {
    guard changes.contains(where: { $0.namesPathForOthers && $0.outcome != .unchanged }) else { return nil }
    return """
      The entry names the program by its path on this computer. Before others get the file, put \(Product.name) into a folder \
      of the PATH and install again: then it is named by its name.
      """
  }

  /// The failures as one, with what was done all the same; nil where there is none.
  var error: ProjectError? {
    guard let first = failures.first?.error else { return nil }
    let others = changes.map { "\($0.client.title) \($0.outcome.words)" }.joined(separator: "; ")
    let message =
      failures.map(\.error.message).joined(separator: " ") + (others.isEmpty ? "" : " The others: \(others).")
    return ProjectError(
      first.code, message, hint: first.hint,
      details: ["changes": list, "failures": .array(failures.map(\.json))])
  }
}
