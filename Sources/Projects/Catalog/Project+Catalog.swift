import Gateway

extension Project {
  /// What can be added, by text in reference, provider, description or category, in pages.
  /// - Parameters:
  ///   - limit: Entries on a page, 1 to 100.
  ///   - cursor: Where the page before ended, as it said.
  public func searchCatalog(
    _ text: String? = nil, limit: Int = 20, cursor: String? = nil
  ) async throws(ProjectError) -> Outcome<CatalogReport> {
    guard (1...100).contains(limit) else { throw .invalidArgument("A page has 1 to 100 entries.") }
    let words = (text ?? "").lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    let all = try await catalog()
    let found = all.services.filter { service in words.allSatisfy { service.mentions($0) } }
    let start = cursor.map { Int($0) ?? -1 } ?? 0
    guard (0...max(found.count, 0)).contains(start) else {
      throw .invalidArgument("The cursor doesn't belong to this search; leave it out to start at the beginning.")
    }
    let end = min(start + limit, found.count)
    var report = CatalogReport()
    report.services = found[start..<end].map { CatalogEntry($0, among: all.services) }
    report.total = found.count
    report.nextCursor = end < found.count ? String(end) : nil
    return Outcome(report, nextSteps: ["add_service (`modelgates add <provider/service>`) adds one to the project."])
  }

  /// The catalogue, and who makes keys for what is in it.
  struct Catalog {
    let services: [CatalogService]
    let issuer: KeyIssuer
  }

  /// Asks the gateway. With a management key a live one needs no provisioning protocol, and isn't asked about it; the
  /// embedded one still has its keys where the protocol is refused.
  func catalog() async throws(ProjectError) -> Catalog {
    if gateway.hasManagementKey, !isSandbox { return Catalog(services: [.modelGates], issuer: .managementKey) }
    do throws(GatewayError) {
      return Catalog(services: try await gateway.provisioning.services(), issuer: .account)
    } catch {
      let isNotSpoken = [GatewayError.Code.notFound, .unauthenticated, .permissionDenied].contains(error.code)
      guard isNotSpoken, gateway.hasManagementKey else {
        throw isNotSpoken && !isSandbox ? .keysNeedManagementKey(gateway.name) : ProjectError(converting: error)
      }
      return Catalog(services: [.modelGates], issuer: .managementKey)
    }
  }
}

extension ProjectError {
  fileprivate static func keysNeedManagementKey(_ gateway: String) -> ProjectError {
    ProjectError(
      .managementKeyRequired, "The gateway \(gateway) doesn't give this computer keys by the provisioning protocol.",
      hint: "Give a management key by --management-key-file or MODELGATES_MANAGEMENT_KEY.")
  }
}

extension CatalogService {
  /// The one service of a gateway that has no catalogue.
  static var modelGates: CatalogService {
    var service = CatalogService()
    service.id = GatewayText("modelgates-api")
    service.serviceId = GatewayText("api")
    service.providerName = GatewayText("ModelGates")
    service.kind = GatewayText(Kind.deployable.name)
    service.categories = [GatewayText("ai")]
    service.description = GatewayText("AI models of many providers through one API.")
    return service
  }

  fileprivate func mentions(_ word: String) -> Bool {
    let texts = [reference, providerName.text, description?.text ?? ""] + categories.map(\.text)
    return texts.contains { $0.lowercased().contains(word) }
  }

  /// In words.
  fileprivate var pricingText: String {
    switch pricing?.type?.text {
    case "free": "free"
    case "paid": GatewayText(pricing?.paid?.freeform?.text ?? "paid", limit: 200).text
    case "component":
      (pricing?.component?.options ?? []).map { option in
        option.type?.text == "free" ? "free" : GatewayText(option.paid?.freeform?.text ?? "paid", limit: 200).text
      }.joined(separator: "; or: ")
    default: "see the provider"
    }
  }
}

extension CatalogEntry {
  init(_ service: CatalogService, among all: [CatalogService]) {
    reference = service.reference
    provider = service.providerName.text
    kind = service.entryKind.name
    description = service.description.map { GatewayText($0.text, limit: 300).text }
    categories = service.categories.map(\.text)
    available = service.isAvailable
    pricing = service.pricingText
    if service.entryKind == .deployable {
      plans = all.filter { $0.entryKind == .plan && $0.providerSlug == service.providerSlug }
        .map { Plan(text: $0.serviceId.text)?.rawValue ?? $0.serviceId.text }
    }
  }
}
