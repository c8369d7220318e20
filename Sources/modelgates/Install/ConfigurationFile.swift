import ClientConfiguration
import Files
import JSON
import Operations
import Projects

/// A client's configuration file, with this server's entry put in or taken out.
struct ConfigurationFile {
  private static let limit = 4 << 20

  let client: Client
  let path: FilePath
  let program: String

  private var entry: ClientEntry { ClientEntry(client: client, program: program) }

  func install(_ isDryRun: Bool) throws(ProjectError) -> ConfigurationChange {
    try failingAsProject { () throws in
      let text = try read()
      guard let new = try entry.put(into: text) else { return change(.unchanged) }
      guard !isDryRun else { return change(text == nil ? .wouldBeCreated : .wouldBeChanged) }
      try File.createDirectory(path.parent, mode: 0o755, intermediates: true)
      try File.replace(path, with: new, mode: try mode(), keepingStricterMode: false)
      return change(text == nil ? .created : .changed)
    }
  }

  func uninstall(_ isDryRun: Bool) throws(ProjectError) -> ConfigurationChange {
    try failingAsProject { () throws in
      guard let text = try read() else { return change(.unchanged) }
      switch try entry.remove(from: text) {
      case .unchanged: return change(.unchanged)
      case .text(let rest):
        guard !isDryRun else { return change(.wouldBeChanged) }
        try File.replace(path, with: rest, mode: try mode(), keepingStricterMode: false)
        return change(.changed)
      case .nothing:
        guard !isDryRun else { return change(.wouldBeRemoved) }
        try File.remove(path)
        return change(.removed)
      }
    }
  }

  private func read() throws -> [UInt8]? {
    try File.status(path) == nil ? nil : try File.read(path, limit: Self.limit)
  }

  /// A configuration keeps its permissions: it may hold secrets of other servers.
  private func mode() throws -> FileMode { try File.status(path)?.mode ?? 0o600 }

  private func change(_ outcome: ConfigurationChange.Outcome) -> ConfigurationChange {
    ConfigurationChange(client: client, file: path.value, outcome: outcome)
  }

  private func failingAsProject(
    _ body: () throws -> ConfigurationChange
  ) throws(ProjectError) -> ConfigurationChange {
    do {
      return try body()
    } catch let error as ConfigurationError {
      throw ProjectError(
        ProjectError.Code(name: error.code.name), "\(path): \(error.message)",
        hint: "Nothing was changed. Mend the file, or add the entry by hand: modelgates docs --page mcp-server.")
    } catch let error as FileError {
      throw ProjectError(
        ProjectError.Code(name: "client_configuration_unwritable"), error.message, hint: "Nothing was changed.")
    } catch {
      throw .internalFailure
    }
  }
}

/// What became of a client's configuration.
struct ConfigurationChange {
  enum Outcome: String {
    case created, changed, removed, unchanged
    case wouldBeCreated = "would_be_created"
    case wouldBeChanged = "would_be_changed"
    case wouldBeRemoved = "would_be_removed"
  }

  let client: Client
  let file: String
  let outcome: Outcome

  var json: JSON {
    .object(["client": .string(client.rawValue), "file": .string(file), "outcome": .string(outcome.rawValue)])
  }

  var text: String {
    let words = outcome.rawValue.split(separator: "_").joined(separator: " ")
    return "\(client.title): \(TerminalText.clean(file)) \(words)"
  }
}
