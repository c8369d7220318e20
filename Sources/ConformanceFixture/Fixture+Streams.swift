import JSON
import MCP

extension Fixture {
  private static let beat = Duration.milliseconds(100)
  private static let longest: Int64 = 60_000

  /// Take so long that a client can hang up, or come back, before they end.
  static func streamTools(pause: @escaping Pause) -> [Tool] {
    [
      .fixture("test_tool_fast", "Fast", "Returns at once.") { _, _ in .text("Done.") },
      .fixture(
        "test_tool_slow", "Slow", "Reports its progress until its time is over.",
        input: """
          {"type":"object","properties":{"durationMs":{"type":"integer","minimum":0,"maximum":60000}},\
          "additionalProperties":false}
          """
      ) { arguments, context in
        let beats = min(max(0, arguments["durationMs"]?.integer ?? 1000), longest) / 100
        for number in 0..<beats {
          context.reportProgress(Double(number), of: Double(beats))
          try await pause(beat)
        }
        return .text("Done.")
      },
    ]
  }
}
