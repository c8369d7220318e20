import JSON
import Operations

/// `modelgates` alone: how the project here stands, and what to do next.
struct Start {
  private let table: CommandTable

  init(_ table: CommandTable) { self.table = table }

  func run(_ options: GlobalOptions, _ environment: [String: String]) throws -> ExitStatus {
    guard let (operation, _) = table.find(["status"]) else { return .done }
    let command = try OperationCommand(operation: operation, arguments: [])
    if options.has("--json") { return try command.run(options, environment) }
    return try command.run(options, environment) { answer, terminal in
      let status = try? JSON(parsing: answer.data, limits: JSONLimits(depth: 16, bytes: answer.data.count))
      return text(status ?? .null, answer.notes, terminal)
    }
  }

  private func text(_ status: JSON, _ notes: Notes, _ terminal: Terminal) -> String {
    let width = terminal.textWidth
    let words = CommandHelp.paragraph("\(Product.title): \(Product.summary).", width: width)
    // The letters' weight comes last: it takes no room.
    let head = "\(terminal.bold(Product.title))\(words.dropFirst(Product.title.count))\n"
    let end = "modelgates --help shows all commands.\n"
    let warnings = notes.warnings ?? []
    guard status["initialized"] == true else {
      let gateway = TerminalText.clean(status["gateway"]?.string ?? "")
      let state =
        CommandHelp.paragraph("There is no project here yet. The gateway in use: \(gateway).", width: width) + "\n"
      return [
        head, state, list("WARNINGS", warnings, terminal),
        "START HERE\n\(Overview.beginning(width: terminal.textWidth))\n", end,
      ]
      .filter { !$0.isEmpty }.joined(separator: "\n")
    }
    return [
      head, facts(status, terminal), list("WARNINGS", warnings, terminal),
      list("NEXT", notes.nextSteps ?? [], terminal), end,
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func facts(_ status: JSON, _ terminal: Terminal) -> String {
    let services = (status["services"]?.array ?? []).map { service in
      let words = ["name", "plan", "status"].compactMap { service[$0]?.string }
      return words.count == 3 ? "\(words[0]) (\(words[1]), \(words[2]))" : words.joined(separator: " ")
    }
    return TextRendering(terminal.form).text(
      of: [
        "project": status["project"] ?? .null, "gateway": status["gateway"] ?? .null,
        "services": .string(services.isEmpty ? "none" : services.joined(separator: ", ")),
      ])
  }

  private func list(_ heading: String, _ lines: [String], _ terminal: Terminal) -> String {
    if lines.isEmpty { return "" }
    return "\(heading)\n"
      + lines.map { CommandHelp.item(TerminalText.clean($0), width: terminal.textWidth) + "\n" }.joined()
  }
}
