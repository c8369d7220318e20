import JSON
import Operations

/// Commands that aren't operations: they run something, instead of doing something to a project.
enum BuiltInCommand: String, CaseIterable {
  case mcp, serve, sandbox, install, uninstall, doctor, demo, generate, version

  var summary: String {
    switch self {
    case .mcp: "Serve MCP over standard input and output, for a client that starts it."
    case .serve: "Serve MCP over HTTP, on this computer or behind a proxy."
    case .sandbox: "Serve the embedded gateway on a port, for any program."
    case .install: "Write this server's entry into the configuration of a coding client."
    case .uninstall: "Take this server's entry out of the configuration of a coding client."
    case .doctor: "Find what isn't as it should be, and name the remedy of each."
    case .demo: "Show the whole story in a temporary project, offline."
    case .generate: "Write the generated files of this repository."
    case .version: "Print the version."
    }
  }

  var help: String {
    let usage =
      switch self {
      case .mcp: "modelgates mcp [--read-only] [--tools <a,b,...>]"
      case .serve: "modelgates serve [options]"
      case .sandbox: "modelgates sandbox [options]"
      case .install, .uninstall:
        "modelgates \(rawValue) --client <claude-code|cursor|vscode|codex|all> [--scope <user|project>] [--dry-run]"
      case .doctor: "modelgates doctor [options]"
      case .demo: "modelgates demo"
      case .generate: "modelgates generate [--check] [<folder>]"
      case .version: "modelgates version"
      }
    let examples =
      switch self {
      case .mcp: ["modelgates mcp", "modelgates mcp --read-only", "modelgates mcp --tools list_models,get_model"]
      case .serve: ServeCommand.examples
      case .sandbox: SandboxCommand.examples
      case .install: InstallCommand.examples(.install)
      case .uninstall: InstallCommand.examples(.uninstall)
      case .doctor: DoctorCommand.examples
      case .demo: ["modelgates demo", "modelgates demo --json"]
      case .generate: ["modelgates generate --check"]
      case .version: ["modelgates version", "modelgates version --json"]
      }
    let parts = [summary, "USAGE\n  \(usage)", "EXAMPLES\n" + examples.map { "  $ \($0)" }.joined(separator: "\n")]
    let schema =
      switch self {
      case .serve: ServeOptions.recordSchema
      case .sandbox: SandboxCommand.recordSchema
      case .doctor: DoctorOptions.recordSchema
      default: RecordSchema(properties: [])
      }
    let options = schema.properties.isEmpty ? [] : ["OPTIONS\n" + CommandHelp.options(of: schema)]
    return (parts + options + ["Options of every command: modelgates --help"]).joined(separator: "\n\n") + "\n"
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
    case .generate: return try GenerateCommand(arguments).run(options)
    case .version: return try version(arguments, options)
    }
  }

  private func version(_ arguments: [String], _ options: GlobalOptions) throws(UsageError) -> ExitStatus {
    if let argument = arguments.first {
      throw UsageError("version takes no \"\(argument.prefix(64))\".", command: rawValue)
    }
    if options.has("--json") {
      StandardOutput.write(line: Envelope(data: ["name": .string(Product.name)], of: rawValue))
    } else {
      StandardOutput.write("\(Product.name) \(Product.version)\n")
    }
    return .done
  }
}
