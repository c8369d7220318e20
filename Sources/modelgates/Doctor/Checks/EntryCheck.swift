import ClientConfiguration
import Files
import Operations
import Projects

/// One entry: whether it may be started from here, and if so, how the server behaves.
struct EntryCheck {
  let client: Client
  let scope: Client.Scope
  let file: FilePath
  let entry: StoredEntry
  let home: FilePath
  let context: DoctorContext

  private var install: String {
    context.commands.modelgates("install", "--client", client.rawValue, "--scope", scope.rawValue)
  }

  private var editing: String { "${EDITOR:-vi} \(context.path(file))" }

  func finding() -> Finding {
    guard entry.command != nil else {
      return .pass(
        client.rawValue, "\(context.shown(file)): a server that the client doesn't start; it isn't asked from here.")
    }
    switch EntryProgram(
      entry, scope, root: context.root, home: home, own: context.program, path: context.environment["PATH"] ?? ""
    )
    .resolve()
    {
    case .missing(let command):
      return .failure(
        client.rawValue,
        "\(context.shown(file)): the program \(command) isn't there, or not in the PATH that clients have.",
        remedy: entry.isOwn ? install : editing, fix: rewriting)
    case .refused(let reason):
      // What somebody has added is left in by install.
      let isAdded =
        !entry.environment.allSatisfy { EntryProgram.isHarmless($0.name) }
        || entry.arguments.contains { $0.contains("${") }
      return .warning(
        client.rawValue, "\(context.shown(file)): not started from here, since \(reason).",
        remedy: isAdded || !entry.isOwn ? editing : install)
    case .program(let program):
      return started(program)
    }
  }

  private func started(_ program: EntryProgram.Start) -> Finding {
    let place = "\(context.shown(file)): "
    let command = ShellText.words([program.path] + program.arguments)
    switch ServerStart.run(program) {
    case .speaks(let milliseconds, let tools, let version) where version == Product.version:
      if let elsewhere = EntryTarget(program, scope, context).contradiction {
        return .warning(client.rawValue, "\(place)\(elsewhere)", remedy: editing)
      }
      let remark =
        program.isFoundByUsersPath
        ? " It is found in your PATH, which a client that a desktop starts may not have." : ""
      return .pass(client.rawValue, "\(place)answers within \(milliseconds) ms, \(tools) tools.\(remark)")
    case .speaks(_, _, let version):
      return .warning(
        client.rawValue, "\(place)it starts version \(version ?? "unknown"), and this is \(Product.version).",
        remedy: install)
    case .noise(let line):
      return .failure(
        client.rawValue, "\(place)line \(line) of what the server prints is no JSON-RPC, so the client gives up.",
        remedy: "\(command) </dev/null")
    case .silent:
      return .failure(
        client.rawValue, "\(place)the server doesn't answer within 5 seconds.", remedy: "\(command) </dev/null")
    case .ended(let status):
      return .failure(
        client.rawValue, "\(place)the server ends by itself (\(status.map { "status \($0)" } ?? "killed")).",
        remedy: "\(command) </dev/null")
    case .notStarted(let reason):
      return .failure(client.rawValue, "\(place)\(program.path) can't be started: \(reason).", remedy: install)
    }
  }

  /// Writes the entry anew where nothing that somebody put into it would be lost.
  private var rewriting: Fix? {
    guard let program = context.program, entry.environment.isEmpty, entry.isUsual(for: client) else { return nil }
    let configuration = ConfigurationFile(
      client: client, scope: scope, project: context.root, home: home, program: program, context.environment)
    return Fix("Write the entry in \(context.shown(file)) anew") { () async throws(ProjectError) in
      _ = try configuration.install(false)
    }
  }
}

extension StoredEntry {
  /// Whether it has the arguments that `install` writes.
  fileprivate func isUsual(for client: Client) -> Bool {
    let fresh = ClientEntry(client: client, program: command ?? "")
    guard let text = try? fresh.put(into: nil), let own = try? StoredEntry.find(of: client, in: text, project: "")
    else { return false }
    return own.arguments == arguments
  }
}
