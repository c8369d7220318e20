public import Gateway
public import JSON

/// Who the project is.
public struct ProjectIdentity: Record {
  @Field("The project's id, which providers know it by.", [.length(1...128), .characters("A-Za-z0-9_-")])
  public var id: String
  @Field("The project's name, for people.", [.length(1...128)])
  public var name: String

  public init() {}

  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

/// A provider that an account is linked with.
public struct ProviderLink: Record {
  @Field("The provider's name, for people.", [.length(1...128)])
  public var name: String
  @Field("The account's id at the provider.", [.length(1...256)])
  public var accountId: String?
  @Field("The gateway that the account belongs to: `sandbox` or a host.", [.length(1...512)])
  public var gateway: String?
  @Field("When the account was linked.")
  public var linkedAt: Timestamp?

  public init() {}

  public init(name: String) { self.name = name }
}

/// A service that the project uses.
public struct ProjectResource: Record {
  @Field("The local name of its provider.", [.length(1...64), .characters("a-z0-9-")])
  public var provider: String
  @Field("The service's id in the catalogue.", [.length(1...128)])
  public var service: String
  @Field("The plan's id.", [.length(1...128)])
  public var plan: String?
  @Field("The gateway that the key belongs to: `sandbox` or a host.", [.length(1...512)])
  public var gateway: String
  @Field("The resource's id at the provider.", [.length(1...256)])
  public var resourceId: String?
  @Field("Lowercase hex SHA-256 of the key's text.", [.length(64...64), .characters("0-9a-f")])
  public var keyHash: String?
  @Field("The spending limit that its keys get, in USD.")
  public var limit: USD?
  @Field("When that starts anew: daily, weekly or monthly.", [.length(1...64)])
  public var limitReset: String?
  @Field("The environment variables it is given to programs by.")
  public var variables: VariableNames = VariableNames()
  @Field("When it was added.")
  public var createdAt: Timestamp
  @Field("When its key was last rotated.")
  public var rotatedAt: Timestamp?

  public init() {}

  public init(provider: LocalName, service: String, gateway: String, createdAt: Timestamp) {
    self.provider = provider.text
    self.service = service
    self.gateway = gateway
    self.createdAt = createdAt
  }
}

/// An environment: a set of variables in a file of their own.
public struct ProjectEnvironment: Record {
  @Field("The env file, relative to the project's root.", [.length(1...1024)])
  public var output: String

  public init() {}

  public init(output: String) { self.output = output }
}
