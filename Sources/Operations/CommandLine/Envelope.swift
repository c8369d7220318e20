public import JSON
public import Projects

/// What a command prints with `--json`: one object of always the same form.
public struct Envelope: Record {
  @Field("Whether the command did what was asked.") public var ok: Bool
  @Field("The command, as typed.") public var command: String
  @Field("Version of the program.") public var version: String
  @Field("The command's output, if ok. Of doctor also if not.") public var data: JSON?
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

  /// What doctor prints: its report in any case, and beside it an error when something failed.
  public init(_ report: DoctorReport, in meta: Meta) {
    self.init("doctor", meta, ok: report.ok)
    let bytes = report.jsonBytes
    data = try? JSON(parsing: bytes, limits: JSONLimits(depth: 8, bytes: bytes.count))
    nextSteps = report.findings.compactMap(\.remedy)
    let failures = report.findings.filter { $0.verdict == .failure }.map(\.check)
    guard !failures.isEmpty else { return }
    error = OperationFailure(
      ProjectError(
        ProjectError.Code(name: "faults_found"), "Not as it should be: \(failures.joined(separator: ", ")).",
        hint: "Each finding has its remedy; modelgates doctor --fix does the safe ones."))
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
