public import JSON

/// What a provider offers to projects: something deployable, or a plan of it (GET /provisioning/services).
public struct CatalogService: Record {
  /// An open set: providers may add kinds.
  public struct Kind: Sendable, Hashable {
    public let name: String
    public static let deployable = Kind(name: "deployable")
    public static let plan = Kind(name: "plan")
  }

  @Field("Identifier of the entry.") public var id: GatewayText
  @Field("Name within its provider, as in provider/service.") public var serviceId: GatewayText
  @Field("Name of the provider.") public var providerName: GatewayText
  @Field("`deployable` or `plan`.") public var kind: GatewayText
  @Field("What it is for.") public var categories: [GatewayText] = []
  @Field("What it is.") public var description: GatewayText?
  @Field("Whether it can be had.") public var availability: GatewayText?
  @Field("What it costs.") public var pricing: Pricing?

  public init() {}

  /// How an entry is paid for.
  public struct Pricing: Record {
    @Field("`free`, `paid` or `component`.") public var type: GatewayText?
    @Field("What a paid one costs.") public var paid: Paid?
    @Field("The choices of a `component` one.") public var component: Component?
    public init() {}
  }

  public struct Paid: Record {
    @Field("In the provider's words.") public var freeform: GatewayText?
    public init() {}
  }

  public struct Component: Record {
    @Field("What one can choose.") public var options: [Option] = []
    public init() {}
  }

  public struct Option: Record {
    @Field("`free` or `paid`.") public var type: GatewayText?
    @Field("What a paid one costs.") public var paid: Paid?
    public init() {}
  }
}

extension CatalogService {
  public var entryKind: Kind { Kind(name: kind.text) }

  /// The provider's name as it stands in references: `modelgates`.
  public var providerSlug: String {
    String(providerName.text.lowercased().map { $0 == " " ? "-" : $0 })
  }

  /// `modelgates/api`.
  public var reference: String { providerSlug + "/" + serviceId.text }

  public var isAvailable: Bool { availability == nil || availability?.text == "available" }
}

extension ProvisioningClient {
  /// Pages that are followed before giving up.
  private static let pageLimit = 50

  /// The whole catalogue, in the gateway's order. Entries that can't be read are left out.
  public func services() async throws(GatewayError) -> [CatalogService] {
    let call = "GET /provisioning/services"
    var services: [CatalogService] = []
    var cursor: String?
    for _ in 0..<Self.pageLimit {
      let reply = try await exchange(.get, "/services", query: cursor.map { [(name: "cursor", value: $0)] } ?? [])
      guard let page = reply["data"]?.array else { throw .invalidResponse("\(call): the reply lacks its data.") }
      services += page.compactMap { try? CatalogService(json: $0, unknownMembers: .ignore) }
      guard let next = reply["next_cursor"]?.string, !next.isEmpty else { return services }
      cursor = next
    }
    throw .invalidResponse("\(call): the listing has no end.")
  }
}
