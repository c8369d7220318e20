import HTTP

/// What a router has decided about a head, and what it does with the requests that have it.
final class RoutedHead: RequestAdmission {
  enum Decision {
    case refused(Refusal)
    /// The question of a browser whether a page may call.
    case preflight(OutgoingResponse)
    /// Something else than MCP.
    case page(Route)
    case document(StaticPages.Document)
    case call(Caller, any RequestAdmission)
  }

  private let router: Router
  private let metrics: Metrics
  private let route: Route?
  private let method: String
  private let labels: RequestLabels
  /// Of a page that may read the answers.
  private let origin: String?
  private let decision: Decision
  /// Beside the decision, since it is what nearly all requests are for.
  private let call: (caller: Caller, admission: any RequestAdmission)?

  init(_ head: RequestHead, at route: Route?, origin: String?, _ decision: Decision, of router: Router) {
    self.router = router
    metrics = router.metrics
    self.route = route
    method = head.method
    labels = RequestLabels(route, head.method)
    self.origin = origin
    self.decision = decision
    call = if case .call(let caller, let admission) = decision { (caller, admission) } else { nil }
  }

  func refusal() -> OutgoingResponse? {
    do throws(Refusal) {
      if let call {
        if router.isStopping { throw .stopping }
        try call.caller.admit { metrics.now }
        return call.admission.refusal().map { finished($0, after: .zero) }
      }
      if case .refused(let refusal) = decision { throw refusal }
      return nil
    } catch {
      return finished(response(to: error), after: .zero)
    }
  }

  func answer(_ body: borrowing Span<UInt8>) -> Handling {
    let start = metrics.now
    if let call { return answer(body, call.caller, call.admission, since: start) }
    switch decision {
    case .refused(let refusal): return now(response(to: refusal), since: start)
    case .preflight(let answer): return .now(counted(answer, after: start.duration(to: metrics.now)))
    case .page(.readiness): return readiness(since: start)
    case .document(let document): return now(document.response, since: start)
    case .page(.metrics): return now(.metrics(metrics.text), since: start)
    case .page, .call: return now(.text("alive"), since: start)
    }
  }

  private func answer(
    _ body: borrowing Span<UInt8>, _ caller: Caller, _ admission: any RequestAdmission,
    since start: ContinuousClock.Instant
  ) -> Handling {
    do throws(Refusal) {
      try caller.begin()
    } catch {
      return now(response(to: error), since: start)
    }
    switch admission.answer(body) {
    case .now(let response):
      caller.end()
      return now(response, since: start)
    case .later(let work): return later(work, for: caller, since: start)
    }
  }

  private func later(
    _ work: @escaping @Sendable (any ResponseWriter) async -> Void, for caller: Caller,
    since start: ContinuousClock.Instant
  ) -> Handling {
    metrics.requestBegan()
    return .later { [self] writer in
      let writer = ObservedWriter(writer, origin: origin)
      await work(writer)
      caller.end()
      metrics.requestLeft()
      metrics.requestEnded(labels, status: writer.status, after: start.duration(to: metrics.now))
    }
  }

  private func readiness(since start: ContinuousClock.Instant) -> Handling {
    if router.isStopping { return now(.text("stopping", status: 503), since: start) }
    return .later { [self] writer in
      let writer = ObservedWriter(writer, origin: origin)
      writer.send(await router.readiness() ? .text("ready") : .text("the project can't be read", status: 503))
      metrics.requestEnded(labels, status: writer.status, after: start.duration(to: metrics.now))
    }
  }

  private func now(_ response: OutgoingResponse, since start: ContinuousClock.Instant) -> Handling {
    .now(finished(response, after: start.duration(to: metrics.now)))
  }

  private func response(to refusal: Refusal) -> OutgoingResponse { refusal.response(isMCP: route?.isMCP ?? false) }

  private func finished(_ response: OutgoingResponse, after duration: Duration) -> OutgoingResponse {
    let response = counted(response, after: duration)
    guard let origin else { return response }
    var readable = response
    CORS.append(origin: origin, to: &readable.fields)
    return readable
  }

  private func counted(_ response: OutgoingResponse, after duration: Duration) -> OutgoingResponse {
    metrics.requestEnded(labels, status: response.status, after: duration)
    return response
  }
}

extension OutgoingResponse {
  fileprivate static func text(_ text: String, status: Int = 200) -> OutgoingResponse {
    OutgoingResponse(
      status: status, fields: ["Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"],
      body: Array("\(text)\n".utf8))
  }

  fileprivate static func metrics(_ text: [UInt8]) -> OutgoingResponse {
    OutgoingResponse(status: 200, fields: ["Content-Type": PrometheusText.contentType], body: text)
  }
}
