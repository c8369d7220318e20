public import JSON

/// The variables that ModelGates manages in an environment's file. Never their values.
public struct EnvironmentReport: Record {
  @Field("Name of the environment.") public var environment: String
  @Field("Its file.") public var envFile: String
  @Field("The managed variables.") public var variables: [EnvironmentVariable]
  @Field("All environments of the project.") public var environments: [EnvironmentEntry]

  public init() {}
}

/// A managed variable.
public struct EnvironmentVariable: Record {
  @Field("Name of the variable.") public var name: String
  @Field("Service that it is of.") public var service: String
  @Field("What it holds: api_key, type.") public var role: String
  @Field("The env file compared with the vault.") public var sync: VariableSync
  @Field("Lines without effect that assign it, too.") public var shadowedLines: [Int]?

  public init() {}
}

/// An environment of a project.
public struct EnvironmentEntry: Record {
  @Field("Name of the environment.") public var name: String
  @Field("Its file.") public var envFile: String
  @Field("Whether operations write to it.") public var active: Bool

  public init() {}
}

/// What pulling did to an env file.
public struct PullReport: Record {
  @Field("Name of the environment.") public var environment: String
  @Field("Its file.") public var envFile: String
  @Field("Whether the environment was made.") public var created: Bool?
  @Field("Whether operations write to it.") public var active: Bool
  @Field("Whether the file was written.") public var written: Bool
  @Field("Variables written, or to be written.") public var changed: [String]
  @Field("Variables that were right.") public var unchanged: [String]
  @Field("Services whose keys this vault doesn't have.") public var missingKeys: [String]?
  @Field("Of a dry run: nothing stands in the way.") public var ready: Bool?
  @Field("Checks of a dry run.") public var preflight: [PreflightCheck]?

  public init() {}
}

/// What making or choosing an environment did, or would do.
public struct EnvironmentChangeReport: Record {
  @Field("Name of the environment.") public var environment: String
  @Field("Its file.") public var envFile: String
  @Field("Whether it was made.") public var created: Bool
  @Field("Whether operations write to it.") public var active: Bool
  @Field("Of a dry run: nothing stands in the way.") public var ready: Bool?
  @Field("Checks of a dry run.") public var preflight: [PreflightCheck]?

  public init() {}
}
