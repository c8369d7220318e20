import JSON
import Operations

/// `modelgates man`: the manual page, made of the declarations.
struct ManCommand {
  static let examples = [
    "modelgates man | man -l -", "modelgates man > ~/.local/share/man/man1/modelgates.1",
  ]

  init(_ arguments: [String]) throws(UsageError) { try NoOptions.check(arguments, of: "man") }

  func run(_ options: GlobalOptions) throws -> ExitStatus {
    let manual = Manual(
      CommandLineProgram.declarations, in: CommandTable(OperationCatalog.commands), options: CommonOptions.recordSchema,
      sections: [
        Manual.Section("Environment", EnvironmentVariable.meanings),
        Manual.Section("Files", Self.files),
        Manual.Section("Exit status", ExitStatus.rows),
      ])
    if options.has("--json") {
      StandardOutput.write(line: Envelope(data: ["page": .string(manual.text)], of: "man"))
    } else {
      StandardOutput.write(manual.text)
    }
    return .done
  }

  private static let files: [(term: String, meaning: String)] = [
    (".env", "The environment file that keys are written to, unless an environment names another."),
    (".projects/state.json", "What the project has; without secrets, to be committed."),
    (".projects/vault", "The sealed keys. Never committed."),
    ("~/.config/modelgates/config.json", "The user's settings: gateway, email, management_key_file, and others."),
  ]
}
