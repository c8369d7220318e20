public import HTTP
import Synchronization

/// Lets requests in, or not, and leads them to what answers them: the handler of a whole server.
///
/// Everything that a head can tell is decided before the body is read, on every route by the same steps in the same order: host,
/// origin, path, method, token, media type; then, for each request, rate.
public final class Router: RequestHandler {
  private let policy: AccessPolicy
  private let routes: Set<Route>
  private let openRoutes: Set<Route>
  let callers: Callers
  let metrics: Metrics
  let readiness: @Sendable () async -> Bool
  private let pages: StaticPages
  private let stopping = Atomic(false)

  /// - Parameters:
  ///   - routes: what there is at this address; `.notFound` for the others.
  ///   - openRoutes: those that need no token, where there are tokens.
  ///   - pages: what there is at the route of documentation.
  ///   - readiness: whether requests could be worked on; may block.
  public init(
    policy: AccessPolicy, routes: Set<Route> = Set(Route.allCases), openRoutes: Set<Route> = [.health, .readiness],
    callers: Callers, metrics: Metrics, pages: StaticPages = StaticPages(),
    readiness: @escaping @Sendable () async -> Bool = { true }
  ) {
    self.policy = policy
    self.routes = routes
    self.openRoutes = openRoutes
    self.callers = callers
    self.metrics = metrics
    self.readiness = readiness
    self.pages = pages
  }

  /// From now on nothing new is begun: the server isn't ready any more.
  public func stop() { stopping.store(true, ordering: .releasing) }

  var isStopping: Bool { stopping.load(ordering: .acquiring) }

  public func admission(of head: RequestHead) -> any RequestAdmission { routed(head) }

  func routed(_ head: RequestHead) -> RoutedHead {
    // Before anything is decided by them: when they change meanwhile, it is decided anew.
    let edition = callers.edition
    let route = Route(path: head.path).flatMap { routes.contains($0) ? $0 : nil }
    var origin: String?
    let decision: RoutedHead.Decision
    do throws(Refusal) {
      origin = try policy.check(head)
      decision = try decide(about: head, at: route, origin: origin)
    } catch {
      decision = .refused(error)
    }
    return RoutedHead(head, at: route, origin: origin, decision, edition: edition, of: self)
  }

  private func decide(
    about head: RequestHead, at route: Route?, origin: String?
  ) throws(Refusal) -> RoutedHead.Decision {
    guard let route else { throw .notFound }
    if let origin, CORS.isPreflight(head) {
      return .preflight(CORS.preflightAnswer(to: head, origin: origin, methods: route.methods))
    }
    guard route.methods.contains(head.method) else { throw .methodNotAllowed(route.methods) }
    if !route.isMCP, callers.haveTokens, !openRoutes.contains(route) { _ = try callers.caller(sending: head.fields) }
    switch route {
    case .mcp, .docsMCP:
      let caller = try callers.caller(sending: head.fields)
      if head.method == "POST" { try JSONContentType.check(head.fields) }
      return .call(caller, caller.endpoint.admission(of: head))
    case .health: return .health
    case .readiness: return .readiness
    case .metrics: return .metrics
    case .documentation: return .document(try pages.document(for: head))
    }
  }
}
