import ClientConfiguration
import JSON
import Operations

/// Which configurations are meant.
struct InstallOptions: Record {
  /// One client, or all of them.
  enum ClientChoice: FieldEnum {
    case one(Client)
    case all

    static let allCases = Client.allCases.map(Self.one) + [.all]

    init?(rawValue: String) {
      guard let choice = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = choice
    }

    var rawValue: String {
      switch self {
      case .one(let client): client.rawValue
      case .all: "all"
      }
    }

    var clients: [Client] {
      switch self {
      case .one(let client): [client]
      case .all: Client.allCases
      }
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
