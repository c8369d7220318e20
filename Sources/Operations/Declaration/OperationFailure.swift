public import JSON
public import Projects

/// An error as every face shows it.
public struct OperationFailure: Record {
  @Field("Stable name of what is wrong.") public var code: String
  @Field("What is wrong, for people.") public var message: String
  @Field("What to do next: a call or a command.") public var hint: String?
  @Field("Whether the same call may succeed later.") public var retryable: Bool
  @Field("How long to wait before that, in milliseconds.") public var retryAfterMs: Int?
  @Field("More for programs.") public var details: JSON?

  public init() {}

  public init(_ error: ProjectError) {
    code = error.code.name
    message = error.message
    hint = error.hint
    retryable = error.retryable
    retryAfterMs = error.retryAfterMs
    details = error.details
  }
}

/// The content of a tool's result that is an error.
struct OperationFailureContent: Record {
  @Field("What went wrong.") var error: OperationFailure

  init() {}
  init(_ error: ProjectError) { self.error = OperationFailure(error) }
}
