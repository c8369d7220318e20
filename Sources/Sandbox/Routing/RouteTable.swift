import Gateway

/// All endpoints of the sandbox. Of two that fit, the first one answers.
enum RouteTable {
  static let routes: [Route] = models + keys + completions + provisioning + admin

  private static let models = [
    Route(.get, "/models", .fixed(ModelEndpoints.list)),
    Route(.get, "/models/count", .fixed(ModelEndpoints.count)),
    Route(.get, "/models/user", .reading(ModelEndpoints.user)),
    Route(.get, "/models/*/*/endpoints", .fixed(ModelEndpoints.endpoints)),
    Route(.get, "/model/*/*", .fixed(ModelEndpoints.model)),
    Route(.get, "/providers", .fixed(ModelEndpoints.providers)),
  ]

  private static let keys = [
    Route(.get, "/key", .reading(KeyEndpoints.current)),
    Route(.get, "/credits", .reading(KeyEndpoints.credits)),
    Route(.get, "/keys", .reading(KeyEndpoints.list)),
    Route(.post, "/keys", .changing(KeyEndpoints.create)),
    Route(.get, "/keys/*", .reading(KeyEndpoints.get)),
    Route(.patch, "/keys/*", .changing(KeyEndpoints.update)),
    Route(.delete, "/keys/*", .changing(KeyEndpoints.delete)),
  ]

  private static let completions = [
    Route(.post, "/chat/completions", .changing(CompletionEndpoints.create)),
    Route(.get, "/generation", .reading(CompletionEndpoints.generation)),
  ]

  private static let provisioning = [
    versioned(.get, "/provisioning/health", .provisioning, .fixed(ServiceListing.health)),
    versioned(.get, "/provisioning/services", .provisioning, .fixed(ServiceListing.list)),
    versioned(.post, "/provisioning/account_requests", .accountRequest, .changing(AccountRequests.create)),
    // RFC 6749 clients know nothing of the protocol's versions.
    Route(.post, "/provisioning/oauth/token", .changing(TokenExchange.exchange), errors: .oauth),
    versioned(.get, "/provisioning/account", .provisioning, .reading(AccountEndpoint.get)),
    versioned(.post, "/provisioning/resources", .resource, .changing(ResourceEndpoints.create)),
    versioned(.get, "/provisioning/resources/*", .resource, .reading(ResourceEndpoints.get)),
    versioned(.post, "/provisioning/resources/*/rotate_credentials", .resource, .changing(ResourceEndpoints.rotate)),
    versioned(.post, "/provisioning/resources/*/update_service", .resource, .changing(ResourceEndpoints.update)),
    versioned(.post, "/provisioning/resources/*/remove", .resource, .changing(ResourceEndpoints.remove)),
    versioned(.post, "/provisioning/deep_links", .provisioning, .changing(DeepLinks.create)),
  ]

  private static let admin = [
    own(.post, "/sandbox/credits", .changing(AdminEndpoints.addCredits)),
    own(.get, "/sandbox/payment_method", .reading(AdminEndpoints.getPaymentMethod)),
    own(.post, "/sandbox/payment_method", .changing(AdminEndpoints.setPaymentMethod)),
    own(.post, "/sandbox/terms", .changing(AdminEndpoints.setTerms)),
    own(.post, "/sandbox/management_keys", .changing(AdminEndpoints.createManagementKey)),
    own(.post, "/sandbox/authorizations", .changing(AuthorizationDecision.decide)),
    own(.get, "/sandbox/requests", .looking(RequestLog.list)),
    own(.get, "/sandbox/faults", .planning(FaultEndpoints.list)),
    own(.post, "/sandbox/faults", .planning(FaultEndpoints.add)),
    own(.delete, "/sandbox/faults", .planning(FaultEndpoints.clear)),
  ]

  private static func own(_ method: HTTPRequest.Method, _ pattern: String, _ handler: Route.Handler) -> Route {
    Route(method, pattern, handler, canFail: false)
  }

  /// What a browser is answered, beside the API.
  static let pages = [
    page(.get, "/", .fixed(Page.start)),
    page(.get, "/style.css", .fixed(Page.styleSheet)),
    page(.get, "/authorize", .reading(AuthorizationPage.show)),
    page(.post, "/authorize", .changing(AuthorizationPage.decide)),
    page(.get, "/dashboard", .reading(DashboardPage.show)),
    page(.post, "/dashboard", .changing(DashboardPage.act)),
    page(.get, "/dashboard/*", .reading(DashboardPage.show)),
    page(.get, "/dashboard/*/*", .reading(DashboardPage.show)),
  ]

  private static func page(_ method: HTTPRequest.Method, _ pattern: String, _ handler: Route.Handler) -> Route {
    Route(method, pattern, handler, errors: .page, canFail: false)
  }

  private static func versioned(
    _ method: HTTPRequest.Method, _ pattern: String, _ errors: ErrorEnvelope, _ handler: Route.Handler
  ) -> Route {
    Route(method, pattern, handler, errors: errors, needsVersion: true)
  }

  /// The route of a request, and what its path has in the open places.
  static func find(_ request: HTTPRequest, in routes: [Route]) throws(Refusal) -> (route: Route, arguments: [String]) {
    let path = try parts(of: request.path)
    var methods: [String] = []
    for route in routes {
      guard let arguments = route.arguments(in: path) else { continue }
      if route.method == request.method { return (route, arguments) }
      methods.append(route.method.rawValue)
    }
    guard methods.isEmpty else {
      var refusal = Refusal(405, "method_not_allowed", "Method not allowed")
      refusal.fields = [(name: "Allow", value: methods.joined(separator: ", "))]
      throw refusal
    }
    throw Refusal(404, "not_found", "Not Found")
  }

  private static func parts(of path: String) throws(Refusal) -> [String] {
    guard path.utf8.count <= 2048 else { throw Refusal(414, "uri_too_long", "The path is longer than 2048 bytes") }
    var parts: [String] = []
    for part in path.split(separator: "/") {
      guard let part = PercentEncoding.decode(part) else { throw .invalid("the path is malformed") }
      parts.append(part)
    }
    return parts
  }
}
