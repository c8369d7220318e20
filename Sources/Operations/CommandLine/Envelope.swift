public import JSON
public import Projects

/// What a command prints with `--json`: one object of always the same form.
public struct Envelope: Record {
  @Field("Whether the command did what was asked.") public var ok: Bool
  @Field("The command, as typed.") public var command: String
  @Field("Version of the program.") public var version: String
  @Field("The command's output, if ok.") public var data: JSON?
  @Field("What went wrong, if not ok.") public var error: OperationFailure?
  @Field("What isn't as it should be, though the command succeeded.") public var warnings: [String]
  @Field("What to do next.") public var nextSteps: [String]
  @Field("Where this happened.") public var meta: Meta

  public struct Meta: Record {
    @Field("sandbox, or the gateway's host. Absent when the settings could not be read.") public var gateway: String?
    @Field("Folder of the project.") public var project: String?

    public init() {}
    public init(gateway: String?, project: String?) {
      self.gateway = gateway
      self.project = project
    }
  }

  public init() {}

  public init(_ answer: AnyOperation.Answer, of command: String, in meta: Meta) {
    self.init(command, meta, ok: true)
    data = try? JSON(parsing: answer.data, limits: JSONLimits(depth: 64, bytes: answer.data.count))
    warnings = answer.notes.warnings ?? []
    nextSteps = answer.notes.nextSteps ?? []
  }

  /// For commands that aren't operations.
  public init(data: JSON, of command: String, in meta: Meta = Meta()) {
    self.init(command, meta, ok: true)
    self.data = data
  }

  public init(_ error: ProjectError, of command: String, in meta: Meta) {
    self.init(command, meta, ok: false)
    self.error = OperationFailure(error)
  }

  private init(_ command: String, _ meta: Meta, ok: Bool) {
    self.ok = ok
    self.command = command
    self.meta = meta
    version = Product.version
    warnings = []
    nextSteps = []
  }
}
