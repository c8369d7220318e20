import JSON
import Operations

/// Commands that aren't operations: they run something, instead of doing something to a project.
enum BuiltInCommand: String, CaseIterable {
  case mcp, serve, sandbox, install, uninstall, doctor, demo, completions, man, generate, version

  var declaration: CommandDeclaration {
    CommandDeclaration(Command(rawValue, group: group, examples: examples), summary: summary) { schema }
  }

  private var summary: String {
    switch self {
    case .mcp: "Serves MCP to a client that starts it: over standard input and output."
    case .serve: "Serves MCP over HTTP, on this computer or behind a proxy."
    case .sandbox: "Serves the embedded gateway on a port, for any program."
    case .install: "Puts this server into the settings of a coding client."
    case .uninstall: "Takes this server out of the settings of a coding client."
    case .doctor: "Finds what isn't as it should be, and names the remedy of each."
    case .demo: "Shows the whole story in a temporary project, offline."
    case .completions: "Prints the completions of a shell. Put them where it looks for them, as the examples do."
    case .man: "Prints the manual, for man and mandoc."
    case .generate: "Writes the generated files of this repository."
    case .version: "Prints the version."
    }
  }

  private var group: Command.Group {
    switch self {
    case .mcp, .serve, .sandbox, .install, .uninstall: .servers
    case .doctor, .demo, .completions, .man, .generate, .version: .program
    }
  }

  private var examples: [String] {
    switch self {
    case .mcp: MCPCommand.examples
    case .serve: ServeCommand.examples
    case .sandbox: SandboxCommand.examples
    case .install: InstallCommand.examples(.install)
    case .uninstall: InstallCommand.examples(.uninstall)
    case .doctor: DoctorCommand.examples
    case .demo: ["modelgates demo", "modelgates demo --json"]
    case .completions: CompletionsCommand.examples
    case .man: ManCommand.examples
    case .generate: ["modelgates generate --check"]
    case .version: ["modelgates version", "modelgates version --json"]
    }
  }

  private var schema: RecordSchema {
    switch self {
    case .mcp: ToolSelection.recordSchema
    case .serve: ServeOptions.recordSchema
    case .sandbox: SandboxCommand.recordSchema
    case .install, .uninstall: InstallOptions.recordSchema
    case .doctor: DoctorOptions.recordSchema
    case .completions: CompletionsCommand.recordSchema
    case .generate: GenerateCommand.recordSchema
    case .demo, .man, .version: RecordSchema(properties: [])
    }
  }

  /// - Throws: `UsageError` for what can't be understood.
  func run(_ options: GlobalOptions, _ environment: [String: String]) throws -> ExitStatus {
    let arguments = Array(options.rest.dropFirst())
    switch self {
    case .mcp: return try MCPCommand(arguments, environment).run(options)
    case .serve: return try ServeCommand(arguments, environment).run(options)
    case .sandbox: return try SandboxCommand(arguments).run(options, environment)
    case .install: return try InstallCommand(.install, arguments).run(options, environment)
    case .uninstall: return try InstallCommand(.uninstall, arguments).run(options, environment)
    case .doctor: return try DoctorCommand(arguments).run(options, environment)
    case .demo: return try DemoCommand(arguments).run(options, environment)
    case .completions: return try CompletionsCommand(arguments).run(options)
    case .man: return try ManCommand(arguments).run(options)
    case .generate: return try GenerateCommand(arguments).run(options)
    case .version: return try version(arguments, options)
    }
  }

  private func version(_ arguments: [String], _ options: GlobalOptions) throws(UsageError) -> ExitStatus {
    try NoOptions.check(arguments, of: rawValue)
    if options.has("--json") {
      StandardOutput.write(line: Envelope(data: ["name": .string(Product.name)], of: rawValue))
    } else {
      StandardOutput.write("\(Product.name) \(Product.version)\n")
    }
    return .done
  }
}

/// Of a command that takes nothing but the options of every command.
enum NoOptions {
  /// - Throws: `UsageError` for any argument but a consent, which every command accepts.
  static func check(_ arguments: [String], of command: String) throws(UsageError) {
    guard let argument = arguments.first(where: { !GlobalOptions.consents.contains($0) }) else { return }
    throw UsageError("\(command) takes no \"\(argument.prefix(64))\".", command: command)
  }
}
