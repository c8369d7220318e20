import ClientConfiguration
import JSON
import Operations

/// Which configurations are meant.
struct InstallOptions: Record {
  /// One client, or all of them.
  struct ClientChoice: FieldEnum {
    static let allCases =
      Client.allCases.map { Self($0.rawValue, [$0]) } + [Self("all", Client.allCases)]

    let rawValue: String
    let clients: [Client]

    private init(_ name: String, _ clients: [Client]) {
      rawValue = name
      self.clients = clients
    }

    init?(rawValue: String) {
      guard let choice = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = choice
    }
  }

  @Field("Whose configuration.") var client: ClientChoice
  @Field("user: for you in all projects; project: for everybody in this one.") var scope: Client.Scope = .user
  @Field("Say what would be done.") var dryRun: Bool = false

  init() {}

  init(_ arguments: [String], of command: String) throws(UsageError) {
    try self.init(options: arguments, of: command)
  }
}
