import JSON
import Operations

/// `modelgates completions`: prints what makes a shell ask this program for completions.
struct CompletionsCommand: Record {
  enum Shell: String, FieldEnum { case bash, zsh, fish }

  @Field("For which shell.", [.positional]) var shell: Shell

  static let examples = [
    "modelgates completions bash > ~/.local/share/bash-completion/completions/modelgates",
    "modelgates completions zsh > ~/.zfunc/_modelgates",
    "modelgates completions fish > ~/.config/fish/completions/modelgates.fish",
  ]

  init() {}

  init(_ arguments: [String]) throws(UsageError) {
    try self.init(options: arguments, of: "completions")
  }

  func run(_ options: GlobalOptions) throws -> ExitStatus {
    if options.has("--json") {
      StandardOutput.write(line: Envelope(data: ["script": .string(shell.script)], of: "completions"))
    } else {
      StandardOutput.write(shell.script)
    }
    return .done
  }
}
