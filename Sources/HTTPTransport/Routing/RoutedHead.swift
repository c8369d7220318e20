import HTTP
import Synchronization

/// What a router has decided about a head, and what it does with the requests that have it.
final class RoutedHead: RequestAdmission {
  enum Decision {
    /// A request to MCP, by somebody who may call.
    case call(Caller, any RequestAdmission)
    case refused(Refusal)
    /// The question of a browser whether a page may call.
    case preflight(OutgoingResponse)
    case health, readiness, metrics
    case document(StaticPages.Document)
  }

  private let router: Router
  private let metrics: Metrics
  private let head: RequestHead
  private let route: Route?
  private let labels: RequestLabels
  /// Of a page that may read the answers.
  private let origin: String?
  private let decision: Decision
  /// The callers by whom it was decided.
  private let edition: Int
  /// What was decided when these had changed.
  private let renewed = Mutex<RoutedHead?>(nil)

  init(
    _ head: RequestHead, at route: Route?, origin: String?, _ decision: Decision, edition: Int, of router: Router
  ) {
    self.router = router
    metrics = router.metrics
    self.head = head
    self.route = route
    labels = RequestLabels(route, head.method)
    self.origin = origin
    self.decision = decision
    self.edition = edition
  }

  func refusal() -> OutgoingResponse? { current.refuse() }

  func answer(_ body: borrowing Span<UInt8>) -> Handling { current.respond(to: body) }

  /// This, or what is true now: a connection keeps a head for as long as it likes, and a token may be taken back meanwhile.
  private var current: RoutedHead {
    if isCurrent { return self }
    return renewed.withLock { renewed in
      if let renewed, renewed.isCurrent { return renewed }
      let anew = router.routed(head)
      renewed = anew
      return anew
    }
  }

  private var isCurrent: Bool { edition == router.callers.edition }

  private func refuse() -> OutgoingResponse? {
    do throws(Refusal) {
      switch decision {
      case .call(let caller, let admission):
        if router.isStopping { throw .stopping }
        try caller.admit { metrics.now }
        return admission.refusal().map { finished($0, after: .zero) }
      case .refused(let refusal): throw refusal
      case .preflight, .health, .readiness, .metrics, .document: return nil
      }
    } catch {
      return finished(response(to: error), after: .zero)
    }
  }

  private func respond(to body: borrowing Span<UInt8>) -> Handling {
    let start = metrics.now
    switch decision {
    case .call(let caller, let admission): return answer(body, caller, admission, since: start)
    case .refused(let refusal): return now(response(to: refusal), since: start)
    case .preflight(let answer): return .now(counted(answer, after: start.duration(to: metrics.now)))
    case .health: return now(.live("alive"), since: start)
    case .readiness: return readiness(since: start)
    case .metrics: return now(.metrics(metrics.text), since: start)
    case .document(let document): return now(document.response, since: start)
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
    if router.isStopping { return now(.live("stopping", status: 503), since: start) }
    return .later { [self] writer in
      let writer = ObservedWriter(writer, origin: origin)
      writer.send(await router.readiness() ? .live("ready") : .live("the project can't be read", status: 503))
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
  /// What is true at the moment only.
  fileprivate static func live(_ text: String, status: Int = 200) -> OutgoingResponse {
    .text(text, status: status, fields: ["Cache-Control": "no-store"])
  }

  fileprivate static func metrics(_ text: [UInt8]) -> OutgoingResponse {
    OutgoingResponse(status: 200, fields: ["Content-Type": PrometheusText.contentType], body: text)
  }
}
