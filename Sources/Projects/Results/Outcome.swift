public import JSON

/// What an operation did: its result, and what people should know beside it.
public struct Outcome<Result: Record>: Sendable {
  public let result: Result
  /// What isn't as it should be, though the operation succeeded.
  public let warnings: [String]
  /// What one would do next; each names a tool and its command.
  public let nextSteps: [String]

  public init(_ result: Result, warnings: [String] = [], nextSteps: [String] = []) {
    self.result = result
    self.warnings = warnings
    self.nextSteps = nextSteps
  }
}
