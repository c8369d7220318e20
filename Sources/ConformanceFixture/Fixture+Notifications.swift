import JSON
import MCP

extension Fixture {
  typealias Pause = @Sendable (Duration) async throws -> Void
  private static let gap = Duration.milliseconds(50)

  static func notificationTools(pause: @escaping Pause) -> [Tool] {
    [
      .fixture("test_tool_with_logging", "Logging", "Logs three messages while it works.") { _, context in
        context.log(.info, "Tool execution started")
        try await pause(gap)
        context.log(.info, "Tool processing data")
        try await pause(gap)
        context.log(.info, "Tool execution completed")
        return .text("Logged three messages.")
      },
      .fixture("test_logging_tool", "Logging levels", "Logs a message of each level.") { _, context in
        for level in LogLevel.allCases { context.log(level, .string("At \(level.rawValue)"), logger: "fixture") }
        return .text("Logged a message of each level.")
      },
      .fixture("test_tool_with_progress", "Progress", "Reports its progress.") { _, context in
        for value in [0.0, 50, 100] {
          if value > 0 { try await pause(gap) }
          context.reportProgress(value, of: 100, "Completed \(Int(value)) of 100")
        }
        return .text("Reported progress.")
      },
      .fixture("test_reconnection", "Reconnection", "Lets go of the connection while it works.") { _, context in
        context.interruptStream(retryAfter: .milliseconds(500))
        try await pause(gap * 2)
        return .text("Reconnection test completed successfully.")
      },
      .fixture("test_progress_backwards", "Bad progress", "Reports progress that doesn't increase.") { _, context in
        for value in [1.0, 1, 0, 0.5, 1.5, .nan, -.infinity, 2] { context.reportProgress(value) }
        return .text("Reported progress.")
      },
    ]
  }

  /// Tell clients of changes that didn't happen, which is all that clients can see of them.
  static func changeTools(_ server: ServerReference) -> [Tool] {
    [
      .fixture("test_trigger_tool_change", "Change tools", "Reports that the tools have changed.") { _, _ in
        server.notify(of: .tools)
        return .text("Reported.")
      },
      .fixture("test_trigger_prompt_change", "Change prompts", "Reports that the prompts have changed.") { _, _ in
        server.notify(of: .prompts)
        return .text("Reported.")
      },
      .fixture(
        "test_trigger_resource_list_change", "Change resources", "Reports that the list of resources has changed."
      ) {
        _, _ in
        server.notify(of: .resources)
        return .text("Reported.")
      },
      .fixture(
        "test_trigger_resource_change", "Change a resource", "Reports that a resource has changed.",
        input: #"{"type":"object","properties":{"uri":{"type":"string"}},"additionalProperties":false}"#
      ) { arguments, context in
        context.resourceChanged(arguments["uri"]?.string ?? "test://watched-resource")
        return .text("Reported.")
      },
    ]
  }
}
