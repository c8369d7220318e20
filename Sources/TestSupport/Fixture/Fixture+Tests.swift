public import ConformanceFixture
import JSON
public import MCP

extension Fixture {
  /// - Parameters:
  ///   - pause: waits between two notifications of one request.
  ///   - sleep: waits for the limit on questions to the client; by default that never comes.
  ///   - stateSealer: seals what survives between the rounds of a request.
  public static func server(
    pause: @escaping @Sendable (Duration) async throws -> Void = { _ in await Task.yield() },
    sleep: @escaping @Sendable (Duration) async throws -> Void = { _ in try await Gates().pass("never") },
    additionalTools: [Tool] = [], stateSealer: any StateSealer = TestSealer(),
    log: @escaping @Sendable (ServerEvent) -> Void = { _ in }
  ) -> Server {
    server(
      stateSealer: stateSealer, pause: pause, sleep: sleep, additionalTools: orderTools(Gates()) + additionalTools,
      log: log)
  }

  /// Let a test decide when requests end.
  private static func orderTools(_ gates: Gates) -> [Tool] {
    [
      .fixture(
        "test_wait", "Wait", "Reports progress, then waits until a gate is opened.",
        input: #"{"type":"object","properties":{"gate":{"type":"string"}},"additionalProperties":false}"#
      ) { arguments, context in
        let gate = arguments["gate"]?.string ?? ""
        context.reportProgress(1)
        try await gates.pass(gate)
        return .text("Passed \(gate).")
      },
      .fixture(
        "test_open", "Open", "Opens a gate.",
        input: #"{"type":"object","properties":{"gate":{"type":"string"}},"additionalProperties":false}"#
      ) { arguments, _ in
        gates.open(arguments["gate"]?.string ?? "")
        return .text("Opened.")
      },
      .fixture(
        "test_waiting", "Waiting", "Tells how many wait at a gate.",
        input: #"{"type":"object","properties":{"gate":{"type":"string"}},"additionalProperties":false}"#
      ) { arguments, _ in .text("\(gates.waiting(at: arguments["gate"]?.string ?? ""))") },
    ]
  }
}
