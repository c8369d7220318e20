public import Gateway
public import JSON

/// What adding a service did, or would do.
public struct AddServiceReport: Record {
  public enum Status: String, FieldEnum {
    case added
    case alreadyAdded = "already_added"
    /// Of a dry run: nothing stands in the way.
    case ready
    /// Of a dry run: see the checks.
    case blocked
  }

  @Field("Local name in the project.") public var name: String
  @Field("provider/service.") public var service: String
  @Field("Plan.") public var plan: String
  @Field("What happened, or would.") public var status: Status
  @Field("Environment variables.") public var variables: [String]
  @Field("File that holds them.") public var envFile: String
  @Field("First 12 hex digits of the key's SHA-256.") public var keyFingerprint: String?
  @Field("Spending limit of the key in USD; absent: none.") public var limit: USD?
  @Field("sandbox, or the gateway's host.") public var gateway: String
  @Field("Of a dry run: nothing stands in the way.") public var ready: Bool?
  @Field("Checks of a dry run.") public var preflight: [PreflightCheck]?

  public init() {}
}

/// One condition of an operation.
public struct PreflightCheck: Record {
  @Field("What was checked.") public var label: String
  @Field("Whether it holds.") public var pass: Bool
  @Field("Error code when it doesn't.") public var code: String?
  @Field("What to do then.") public var remedy: String?

  public init() {}

  init(_ label: String) {
    self.label = label
    pass = true
  }

  init(_ label: String, failing error: ProjectError) {
    self.label = label
    pass = false
    code = error.code.name
    remedy = [error.message, error.hint].compactMap { $0 }.joined(separator: " ")
  }
}

/// What rotating a key did.
public struct RotateKeyReport: Record {
  public enum OldKey: String, FieldEnum {
    /// The gateway refuses it; checked.
    case refused
    /// Taken back, but whether it is refused couldn't be checked.
    case disabled
    /// It works until the grace period is over.
    case inGrace = "in_grace"
    /// It still works; see the warnings.
    case alive
  }

  @Field("Local name in the project.") public var name: String
  @Field("Environment variables.") public var variables: [String]
  @Field("File that holds them.") public var envFile: String
  @Field("First 12 hex digits of the old key's SHA-256.") public var oldFingerprint: String
  @Field("First 12 hex digits of the new key's SHA-256.") public var newFingerprint: String?
  @Field("What became of the old key.") public var oldKey: OldKey?
  @Field("When the grace period ends.") public var graceUntil: String?
  @Field("Of a dry run: nothing stands in the way.") public var ready: Bool?
  @Field("Checks of a dry run.") public var preflight: [PreflightCheck]?

  public init() {}
}

/// What removing a service did.
public struct RemoveServiceReport: Record {
  public enum Key: String, FieldEnum {
    /// The gateway refuses it; checked.
    case refused
    /// Taken back, but whether it is refused couldn't be checked.
    case revoked
    /// Only forgotten here: it still works.
    case leftAlive = "left_alive"
  }

  @Field("Local name that it had.") public var name: String
  @Field("provider/service.") public var service: String
  @Field("Variables taken out of the file.") public var variables: [String]
  @Field("The file.") public var envFile: String
  @Field("First 12 hex digits of the key's SHA-256.") public var keyFingerprint: String
  @Field("What became of the key.") public var key: Key?
  @Field("Of a dry run: nothing stands in the way.") public var ready: Bool?
  @Field("Checks of a dry run.") public var preflight: [PreflightCheck]?

  public init() {}
}
