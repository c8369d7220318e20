import Gateway
import JSON

extension Project {
  /// The deployable service that a reference means: `provider/service`, or a provider with only one.
  /// - Throws: `resource_not_found` with candidates, `invalid_argument` for a plan.
  static func deployable(_ reference: String, in catalog: Catalog) throws(ProjectError) -> CatalogService {
    let wanted = reference.lowercased()
    let deployables = catalog.services.filter { $0.entryKind == .deployable }
    let found = deployables.filter { $0.reference == wanted || $0.providerSlug == wanted }
    if found.count == 1, let only = found.first { return only }
    if found.count > 1 { throw .ambiguousReference(reference, candidates: found.map(\.reference)) }
    if catalog.services.contains(where: { $0.reference == wanted && $0.entryKind == .plan }) {
      throw .invalidArgument(
        "\"\(wanted)\" is a plan, not a service.", hint: "Add the service and choose the plan: --plan.")
    }
    let candidates = deployables.map(\.reference)
    let nearest = nearestName(to: wanted, among: candidates).map { "Did you mean \($0)? " } ?? ""
    throw ProjectError(
      .resourceNotFound, "The catalogue has no service \"\(GatewayText(reference, limit: 80))\".",
      hint: nearest + "See search_catalog (`modelgates catalog`).",
      details: ["candidates": .array(candidates.prefix(20).map { .string($0) })])
  }
}
