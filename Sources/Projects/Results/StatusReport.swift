public import JSON

/// How a project stands.
public struct StatusReport: Record {
  @Field("Whether the folder is a project.") public var initialized: Bool
  @Field("Project's name.") public var project: String?
  @Field("sandbox, or the gateway's host.") public var gateway: String
  @Field("Whether an account is linked there.") public var accountLinked: Bool
  @Field("Env file that keys are in.") public var envFile: String?
  @Field("Name of its environment.") public var environment: String?
  @Field("The project's services.") public var services: [ServiceStatus]
  @Field("Operations that were interrupted, or go on.") public var unfinished: [UnfinishedStatus]

  public init() {}
}

/// How a service of a project stands.
public struct ServiceStatus: Record {
  public enum Status: String, FieldEnum {
    case ready
    /// The env file isn't as the vault says.
    case drifted
    /// The vault of this computer doesn't have the key.
    case keyMissing = "key_missing"
    /// The vault can't be opened.
    case vaultClosed = "vault_closed"
    /// The key belongs to another gateway than the one in use.
    case otherGateway = "other_gateway"
  }

  @Field("Local name.") public var name: String
  @Field("provider/service.") public var service: String
  @Field("Plan.") public var plan: String
  @Field("How it stands.") public var status: Status
  @Field("Gateway that its key belongs to.") public var gateway: String
  @Field("First 12 hex digits of the key's SHA-256.") public var keyFingerprint: String
  @Field("Its environment variables.") public var variables: [String]
  @Field("When the key was last rotated.") public var rotatedAt: String?

  public init() {}
}

/// An operation that isn't over.
public struct UnfinishedStatus: Record {
  @Field("add, rotate, remove or change_plan.") public var operation: String
  @Field("The service.") public var service: String
  @Field("Step that was begun last.") public var step: String
  @Field("When it began.") public var startedAt: String
  @Field("An old key works until then.") public var graceUntil: String?

  public init() {}

  init(_ entry: JournalEntry) {
    operation = entry.kind
    service = entry[.resource] ?? ""
    step = entry.step
    startedAt = entry.startedAt.text
    graceUntil = entry[.graceUntil]
  }
}
