public import HTTP
import Synchronization

/// Lets requests in, or not, and leads them to what answers them: the handler of a whole server.
///
/// Everything that a head can tell is decided before the body is read, on every route by the same steps in the same order: host,
/// origin, path, method, token, media type, rate.
public final class Router: RequestHandler {
  private let policy: AccessPolicy
  private let routes: Set<Route>
  private let openRoutes: Set<Route>
  private let callers: Callers
  private let metrics: Metrics
  private let readiness: @Sendable () async -> Bool
  private let isStopping = Atomic(false)
  /// The `Host` that was let in last: nearly always the next one's too.
  private let lastHost = Mutex<String?>(nil)

  /// - Parameters:
  ///   - routes: what there is at this address; `.notFound` for the others.
  ///   - openRoutes: those that need no token, where there are tokens.
  ///   - readiness: whether requests could be worked on; may block.
  public init(
    policy: AccessPolicy, routes: Set<Route> = Set(Route.allCases), openRoutes: Set<Route> = [.health, .readiness],
    callers: Callers, metrics: Metrics, readiness: @escaping @Sendable () async -> Bool = { true }
  ) {
    self.policy = policy
    self.routes = routes
    self.openRoutes = openRoutes
    self.callers = callers
    self.metrics = metrics
    self.readiness = readiness
  }

  /// From now on nothing new is begun: the server isn't ready any more.
  public func stop() { isStopping.store(true, ordering: .releasing) }

  private func route(of head: RequestHead) -> Route? {
    Route(path: head.path).flatMap { routes.contains($0) ? $0 : nil }
  }

  /// The caller where the route has one: all but the preflight of a page, and open routes.
  private func caller(of head: RequestHead, at route: Route) throws(Refusal) -> Caller? {
    if !route.isMCP, openRoutes.contains(route) || !callers.haveTokens { return nil }
    return try callers.caller(sending: head.fields)
  }

  // MARK: Letting in

  public func refusal(of head: RequestHead) -> OutgoingResponse? {
    let route = route(of: head)
    var origin: String?
    do throws(Refusal) {
      origin = try check(head)
      let caller = try admit(head, at: route, origin: origin)
      guard var response = caller?.endpoint.refusal(of: head) else { return nil }
      if let origin { CORS.append(origin: origin, to: &response.fields) }
      metrics.requestEnded(route, head.method, status: response.status, after: .zero)
      return response
    } catch {
      var response = error.response(isMCP: route?.isMCP ?? false)
      if let origin { CORS.append(origin: origin, to: &response.fields) }
      metrics.requestEnded(route, head.method, status: response.status, after: .zero)
      return response
    }
  }

  /// As the policy's, which has to be asked only once for a host without origin.
  private func check(_ head: RequestHead) throws(Refusal) -> String? {
    let host = head.host
    if !head.fields.contains("origin"), lastHost.withLock({ $0 == host }) { return nil }
    let origin = try policy.check(head)
    lastHost.withLock { $0 = host }
    return origin
  }

  private func admit(_ head: RequestHead, at route: Route?, origin: String?) throws(Refusal) -> Caller? {
    guard let route else { throw .notFound }
    if origin != nil, CORS.isPreflight(head) { return nil }
    guard route.methods.contains(head.method) else { throw .methodNotAllowed(route.methods) }
    let caller = try caller(of: head, at: route)
    if head.method == "POST" { try JSONContentType.check(head.fields) }
    guard route.isMCP, let caller else { return nil }
    if isStopping.load(ordering: .acquiring) { throw .stopping }
    try caller.admit(at: metrics.now)
    return caller
  }

  // MARK: Answering

  public func answer(_ request: IncomingRequest) -> Handling {
    let head = request.head
    let start = metrics.now
    let route = route(of: head)
    var origin: String?
    do throws(Refusal) {
      // Looked at again, since what was decided by the head isn't kept; cheap where there is nothing to look at.
      if head.fields.contains("origin") { origin = try policy.check(head) }
      guard let route else { throw .notFound }
      if let page = origin, CORS.isPreflight(head) {
        return finished(CORS.preflightAnswer(to: head, origin: page, methods: route.methods), route, head, start, nil)
      }
      guard route.isMCP else { return answer(head, at: route, start, origin) }
      return try answer(request, at: route, try callers.caller(sending: head.fields), start, origin)
    } catch {
      return finished(error.response(isMCP: route?.isMCP ?? false), route, head, start, origin)
    }
  }

  private func answer(
    _ request: IncomingRequest, at route: Route, _ caller: Caller, _ start: ContinuousClock.Instant, _ origin: String?
  ) throws(Refusal) -> Handling {
    try caller.begin()
    switch caller.endpoint.answer(request) {
    case .now(let response):
      caller.end()
      return finished(response, route, request.head, start, origin)
    case .later(let body):
      metrics.requestBegan()
      let method = request.head.method
      return .later { [metrics] writer in
        let writer = ObservedWriter(writer, origin: origin)
        await body(writer)
        caller.end()
        metrics.requestLeft()
        metrics.requestEnded(route, method, status: writer.status, after: start.duration(to: metrics.now))
      }
    }
  }

  private func answer(
    _ head: RequestHead, at route: Route, _ start: ContinuousClock.Instant, _ origin: String?
  ) -> Handling {
    switch route {
    case .mcp, .docsMCP, .health: return finished(.text("alive"), route, head, start, origin)
    case .metrics:
      let response = OutgoingResponse(
        status: 200, fields: ["Content-Type": PrometheusText.contentType], body: metrics.text)
      return finished(response, route, head, start, origin)
    case .readiness:
      if isStopping.load(ordering: .acquiring) {
        return finished(.text("stopping", status: 503), route, head, start, origin)
      }
      let method = head.method
      return .later { [metrics, readiness] writer in
        let writer = ObservedWriter(writer, origin: origin)
        writer.send(await readiness() ? .text("ready") : .text("the project can't be read", status: 503))
        metrics.requestEnded(route, method, status: writer.status, after: start.duration(to: metrics.now))
      }
    }
  }

  private func finished(
    _ response: OutgoingResponse, _ route: Route?, _ head: RequestHead, _ start: ContinuousClock.Instant,
    _ origin: String?
  ) -> Handling {
    metrics.requestEnded(route, head.method, status: response.status, after: start.duration(to: metrics.now))
    guard let origin else { return .now(response) }
    var response = response
    CORS.append(origin: origin, to: &response.fields)
    return .now(response)
  }
}

extension OutgoingResponse {
  fileprivate static func text(_ text: String, status: Int = 200) -> OutgoingResponse {
    OutgoingResponse(
      status: status, fields: ["Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"],
      body: Array("\(text)\n".utf8))
  }
}
