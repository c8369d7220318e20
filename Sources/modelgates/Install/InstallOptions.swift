import ClientConfiguration
import JSON
import Operations

/// Which configurations are meant.
struct InstallOptions: Record {
  enum ClientChoice: String, FieldEnum, CaseIterable {
    case claudeCode = "claude-code"
    case cursor, vscode, codex, all
  }

  @Field("Whose configuration.") var client: ClientChoice
  @Field("user: for you in all projects; project: for everybody in this one.") var scope: Client.Scope = .user
  @Field("Say what would be done.") var dryRun: Bool = false

  init() {}

  init(_ arguments: [String], of command: String) throws(UsageError) {
    try self.init(options: arguments, of: command)
  }

  var clients: [Client] { Client(rawValue: client.rawValue).map { [$0] } ?? Client.allCases }
}
