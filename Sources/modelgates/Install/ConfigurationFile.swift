import ClientConfiguration
import Files
import Operations
import Projects

/// A client's configuration file, with this server's entry put in or taken out.
struct ConfigurationFile {
  let client: Client
  let scope: Client.Scope
  let path: FilePath
  private let command: OwnCommand
  /// The home or the project.
  private let folder: FilePath

  /// - Parameter program: this program's file.
  init(
    client: Client, scope: Client.Scope, project: FilePath, home: FilePath, program: String,
    _ environment: [String: String]
  ) {
    self.client = client
    self.scope = scope
    command = OwnCommand(program, in: scope, environment)
    path = client.file(scope, project: project, home: home)
    folder = scope == .user ? home : project
  }

  private var entry: ClientEntry { ClientEntry(client: client, program: command.text) }

  private func findPlace() throws -> ConfigurationPlace {
    try ConfigurationPlace(of: path, within: folder, mayLeave: scope == .user)
  }

  func install(_ isDryRun: Bool) throws(ProjectError) -> ConfigurationChange {
    try failingAsProject(.install) { () throws in
      let place = try findPlace()
      let text = try read(place)
      guard let new = try entry.put(into: text) else { return change(.unchanged) }
      guard !isDryRun else { return change(text == nil ? .wouldBeCreated : .wouldBeChanged) }
      try File.createDirectory(place.path.parent, mode: 0o755, intermediates: true)
      try write(new, to: place)
      return change(text == nil ? .created : .changed)
    }
  }

  func uninstall(_ isDryRun: Bool) throws(ProjectError) -> ConfigurationChange {
    try failingAsProject(.uninstall) { () throws in
      guard try File.status(path) != nil else { return change(.unchanged) }
      let place = try findPlace()
      guard let text = try read(place) else { return change(.unchanged) }
      switch try entry.remove(from: text) {
      case .unchanged: return change(.unchanged)
      // A link must not lead to nothing afterwards.
      case .nothing where !place.isLinked:
        guard !isDryRun else { return change(.wouldBeRemoved) }
        try File.remove(place.path)
        return change(.removed)
      case .nothing:
        guard !isDryRun else { return change(.wouldBeChanged) }
        try write(client.emptyConfiguration, to: place)
        return change(.changed)
      case .text(let rest):
        guard !isDryRun else { return change(.wouldBeChanged) }
        try write(rest, to: place)
        return change(.changed)
      }
    }
  }

  private func read(_ place: ConfigurationPlace) throws -> [UInt8]? {
    guard try File.status(place.path, followingLinks: false) != nil else { return nil }
    return try File.read(place.path, limit: Client.fileLimit, followingLinks: false)
  }

  /// A configuration keeps its permissions: it may hold secrets of other servers.
  private func write(_ text: [UInt8], to place: ConfigurationPlace) throws {
    let mode = try File.status(place.path)?.mode ?? 0o600
    try File.replace(place.path, with: text, mode: mode, keepingStricterMode: false)
  }

  private func change(_ outcome: ConfigurationChange.Outcome) -> ConfigurationChange {
    ConfigurationChange(
      client: client, file: path.value, outcome: outcome, namesPathForOthers: command.isPathForOthers)
  }

  private func failingAsProject(
    _ direction: InstallCommand.Direction, _ body: () throws -> ConfigurationChange
  ) throws(ProjectError) -> ConfigurationChange {
    do {
      return try body()
    } catch let error as ConfigurationError {
      throw ProjectError(
        ProjectError.Code(name: error.code.name), "\(path): \(error.message)", hint: remedy(error, direction))
    } catch let refusal as LinkRefusal {
      throw ProjectError(.unsafeEnvironment, refusal.message, hint: remedy(refusal, direction))
    } catch let error as FileError {
      throw ProjectError(
        ProjectError.Code(name: "client_configuration_unwritable"), error.message,
        hint: "ls -ld \(ShellText.words([path.parent.value, path.value]))")
    } catch {
      throw .internalFailure
    }
  }

  // MARK: What can be typed next

  private var editing: String { "${EDITOR:-vi} \(ShellText.word(path.value))" }

  /// What isn't edited here the client's own command may edit; what the client can't read either has to be mended.
  private func remedy(_ error: ConfigurationError, _ direction: InstallCommand.Direction) -> String {
    guard error.code == .unsupported, client == .codex, scope == .user else { return editing }
    return switch direction {
    case .install: "codex mcp add \(ClientEntry.name) -- \(ShellText.word(command.text)) mcp"
    case .uninstall: "codex mcp remove \(ClientEntry.name)"
    }
  }

  private func remedy(_ refusal: LinkRefusal, _ direction: InstallCommand.Direction) -> String {
    switch refusal.reason {
    case .writableByOthers: return "chmod go-w \(ShellText.word(refusal.target.value))"
    case .dangling:
      let target = refusal.target
      return "mkdir -p \(ShellText.word(target.parent.value)) && touch \(ShellText.word(target.value))"
    case .foreignFolder: return "ls -ld \(ShellText.word(refusal.target.value))"
    case .endless: return "ls -l \(ShellText.word(path.value))"
    case .outside, .otherFile:
      let other: Client.Scope = scope == .user ? .project : .user
      return direction == .install
        ? "modelgates install --client \(client.rawValue) --scope \(other.rawValue)" : editing
    }
  }
}
