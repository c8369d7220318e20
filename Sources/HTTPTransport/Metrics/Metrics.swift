public import MCP
import Synchronization

/// What a server counts: durations of HTTP requests, and of MCP's operations and sessions, under the names that OpenTelemetry's
/// conventions give them, as Prometheus spells these
/// (https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/mcp.md).
///
/// Labels only take values that the server knows beforehand: whatever a client makes up counts as `_OTHER`, or not at all, so
/// that nobody can make the list of series grow.
public final class Metrics: Sendable {
  private struct State {
    var requests = HistogramFamily(
      name: "http_server_request_duration_seconds", help: "Duration of HTTP server requests.", buckets: .http)
    var operations = HistogramFamily(
      name: "mcp_server_operation_duration_seconds",
      help: "MCP request or notification duration, from when it was received until the result was sent.", buckets: .mcp)
    var sessions = HistogramFamily(
      name: "mcp_server_session_duration_seconds", help: "Duration of MCP sessions that a client ended.", buckets: .mcp)
    var active = 0
  }

  private let state = Mutex(State())
  private let operationLabels: OperationLabels
  private let clock: @Sendable () -> ContinuousClock.Instant

  /// - Parameter tools: the names of all tools that any caller is offered.
  public init(tools: [String], clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    operationLabels = OperationLabels(tools: tools)
    self.clock = clock
  }

  /// Counts a session that has ended.
  func sessionEnded(_ version: ProtocolVersion, after duration: Duration) {
    let combination = OperationLabels.number(of: version)
    state.withLock { $0.sessions.record(combination, duration) }
  }

  /// - Parameter status: 0 where none was sent, as the client had gone.
  func requestEnded(_ labels: RequestLabels, status: Int, after duration: Duration) {
    let combination = labels.combination(status)
    state.withLock { $0.requests.record(combination, duration) }
  }

  func requestBegan() { state.withLock { $0.active += 1 } }
  func requestLeft() { state.withLock { $0.active -= 1 } }

  /// Everything, as Prometheus reads it.
  public var text: [UInt8] {
    let state = state.withLock { $0 }
    var text = PrometheusText()
    text.begin("http_server_active_requests", "gauge", "Number of HTTP requests whose answer takes time.")
    text.add("http_server_active_requests", [], state.active)
    state.requests.write(to: &text, labels: RequestLabels.labels)
    state.operations.write(to: &text, labels: operationLabels.labels)
    state.sessions.write(to: &text, labels: operationLabels.sessionLabels)
    return text.bytes
  }
}

extension Metrics: OperationObserver {
  public var now: ContinuousClock.Instant { clock() }

  public func ended(_ operation: OperationOutcome, since start: ContinuousClock.Instant) {
    let combination = operationLabels.combination(of: operation)
    let duration = start.duration(to: now)
    state.withLock { $0.operations.record(combination, duration) }
  }
}
