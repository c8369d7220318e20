public import JSON
import MCP
public import Projects

/// An error as every face shows it: `{code, message, hint?, retryable, retry_after_ms?, details?}`.
public struct OperationFailure: Sendable {
  private let error: ProjectError

  public init(_ error: ProjectError) { self.error = error }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("code", error.code.name)
    writer.member("message", error.message)
    if let hint = error.hint { writer.member("hint", hint) }
    writer.member("retryable", error.retryable)
    if let milliseconds = error.retryAfterMs { writer.member("retry_after_ms", Int64(milliseconds)) }
    if let details = error.details { writer.member("details", details) }
    writer.endObject()
  }
}
