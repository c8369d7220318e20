import HTTP
import MCP
import Testing

@testable import HTTPTransport

struct MetricsTests {
  private static let now = ContinuousClock.Instant.now

  private func metrics(tools: [String] = []) -> Metrics { Metrics(tools: tools, clock: { Self.now }) }

  private func end(_ metrics: Metrics, _ operation: OperationOutcome, after duration: Duration) {
    metrics.ended(operation, since: Self.now - duration)
  }

  private func text(_ metrics: Metrics) -> String { String(decoding: metrics.text, as: UTF8.self) }
  private func lines(_ metrics: Metrics) -> [String] { text(metrics).split(separator: "\n").map(String.init) }

  @Test func operationIsAHistogramOfSeconds() {
    let metrics = metrics(tools: ["list_models"])
    for milliseconds in [1, 10, 11, 400_000] {
      end(
        metrics, OperationOutcome(method: "tools/call", tool: "list_models", version: .v2026_07_28),
        after: .milliseconds(milliseconds))
    }
    let labels =
      #"mcp_method_name="tools/call",gen_ai_tool_name="list_models",mcp_protocol_version="2026-07-28",network_transport="tcp""#
    let name = "mcp_server_operation_duration_seconds"
    #expect(
      text(metrics).hasSuffix(
        """
        # HELP \(name) MCP request or notification duration, from when it was received until the result was sent.
        # TYPE \(name) histogram
        \(name)_bucket{\(labels),le="0.01"} 2
        \(name)_bucket{\(labels),le="0.02"} 3
        \(name)_bucket{\(labels),le="0.05"} 3
        \(name)_bucket{\(labels),le="0.1"} 3
        \(name)_bucket{\(labels),le="0.2"} 3
        \(name)_bucket{\(labels),le="0.5"} 3
        \(name)_bucket{\(labels),le="1"} 3
        \(name)_bucket{\(labels),le="2"} 3
        \(name)_bucket{\(labels),le="5"} 3
        \(name)_bucket{\(labels),le="10"} 3
        \(name)_bucket{\(labels),le="30"} 3
        \(name)_bucket{\(labels),le="60"} 3
        \(name)_bucket{\(labels),le="120"} 3
        \(name)_bucket{\(labels),le="300"} 3
        \(name)_bucket{\(labels),le="+Inf"} 4
        \(name)_sum{\(labels)} 400.022
        \(name)_count{\(labels)} 4

        """))
  }

  @Test(arguments: [
    (OperationOutcome.Failure.error(code: -32602), "-32602"), (.error(code: -32022), "-32022"),
    (.error(code: 12345), "_OTHER"),
    (.tool, "tool_error"), (.cancelled, "cancelled"),
  ])
  func failureNamesItsKind(_ failure: OperationOutcome.Failure, _ label: String) {
    let metrics = metrics()
    end(metrics, OperationOutcome(method: "ping", version: nil, failure: failure), after: .zero)
    #expect(
      text(metrics).contains(#"_count{mcp_method_name="ping",error_type="\#(label)",network_transport="tcp"} 1"#))
  }

  @Test func whatClientsMakeUpIsNeverALabel() {
    let metrics = metrics(tools: ["list_models"])
    for number in 0..<1000 {
      end(
        metrics,
        OperationOutcome(method: "evil-\(number)", tool: "evil-\(number)", version: nil, failure: .error(code: number)),
        after: .zero)
      metrics.requestEnded(
        RequestLabels(Route(path: "/evil-\(number)"), "EVIL\(number)"), status: 1000 + number, after: .zero)
    }
    #expect(!text(metrics).contains("evil") && !text(metrics).contains("EVIL"))
    #expect(lines(metrics).filter { $0.contains("_count") }.count == 2)
    #expect(
      lines(metrics).contains { $0.hasPrefix(#"mcp_server_operation_duration_seconds_count{mcp_method_name="_OTHER""#) }
    )
  }

  @Test func requestIsCountedWithItsRouteAndStatus() async {
    let metrics = metrics()
    let router = Router(
      policy: AccessPolicy(), callers: .anyone(Caller(Principal(name: "local"), endpoint: NameEndpoint(name: "local"))),
      metrics: metrics)
    for path in ["/mcp", "/mcp", "/docs/_mcp/server", "/nothing"] {
      _ = await router.respond(to: RouterTests.request("GET", path))
    }
    _ = await router.respond(to: RouterTests.request("BREW", "/mcp"))
    _ = await router.respond(to: RouterTests.request("GET", "/mcp", with: ["Origin": "http://evil.example"]))
    let answer = await router.respond(to: RouterTests.request("GET", "/metrics"))
    #expect(answer.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    let counts = String(decoding: answer.body, as: UTF8.self).split(separator: "\n").filter { $0.contains("_count") }
    #expect(
      counts == [
        #"http_server_request_duration_seconds_count{http_request_method="GET",http_response_status_code="404",url_scheme="http"} 1"#,
        #"http_server_request_duration_seconds_count{http_request_method="_OTHER",http_route="/mcp",http_response_status_code="405",url_scheme="http"} 1"#,
        #"http_server_request_duration_seconds_count{http_request_method="GET",http_route="/mcp",http_response_status_code="200",url_scheme="http"} 2"#,
        #"http_server_request_duration_seconds_count{http_request_method="GET",http_route="/mcp",http_response_status_code="403",url_scheme="http"} 1"#,
        #"http_server_request_duration_seconds_count{http_request_method="GET",http_route="/docs/_mcp/server",http_response_status_code="200",url_scheme="http"} 1"#,
      ])
  }

  @Test func serverErrorIsAnError() {
    let metrics = metrics()
    metrics.requestEnded(RequestLabels(.mcp, "POST"), status: 503, after: .zero)
    metrics.requestEnded(RequestLabels(.mcp, "POST"), status: 0, after: .zero)
    #expect(text(metrics).contains(#"http_response_status_code="503",error_type="503""#))
    #expect(text(metrics).contains(#"_count{http_request_method="POST",http_route="/mcp",url_scheme="http"} 1"#))
  }

  @Test func sameCountsGiveTheSameText() {
    let metrics = metrics(tools: ["b", "a"])
    for method in ["ping", "tools/list", "tools/call", "initialize"] {
      for tool in ["a", "b"] {
        end(metrics, OperationOutcome(method: method, tool: tool, version: .v2025_03_26), after: .seconds(1))
      }
      metrics.sessionEnded(.v2025_11_25, after: .seconds(7))
    }
    #expect(metrics.text == metrics.text)
    #expect(
      text(metrics).contains(
        "mcp_server_session_duration_seconds_sum{mcp_protocol_version=\"2025-11-25\",network_transport=\"tcp\"} 28\n"))
  }

  @Test func labelValuesAreEscaped() {
    let metrics = metrics(tools: ["a\"b\\c\nd"])
    end(metrics, OperationOutcome(method: "tools/call", tool: "a\"b\\c\nd", version: nil), after: .zero)
    #expect(text(metrics).contains(#"gen_ai_tool_name="a\"b\\c\nd","#))
  }

  @Test(arguments: [
    (Duration.seconds(-5), "0"), (.zero, "0"), (.nanoseconds(1), "0.000000001"),
    (.seconds(Int64.max), "4294967296"),
  ])
  func oddDurationsAreHarmless(_ duration: Duration, _ sum: String) {
    let metrics = metrics()
    metrics.requestEnded(RequestLabels(.mcp, "GET"), status: 200, after: duration)
    #expect(
      text(metrics).contains(
        "_sum{http_request_method=\"GET\",http_route=\"/mcp\",http_response_status_code=\"200\",url_scheme=\"http\"} \(sum)\n"
      ))
  }
}
