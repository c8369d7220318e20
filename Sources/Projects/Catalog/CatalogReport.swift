public import JSON

/// What can be added to projects.
public struct CatalogReport: Record {
  @Field("The entries of this page.") public var services: [CatalogEntry]
  @Field("How many match in all.") public var total: Int
  @Field("Pass this to get the next page.") public var nextCursor: String?

  public init() {}
}

/// A service that a provider offers, or a plan of one.
public struct CatalogEntry: Record {
  @Field("provider/service, as add_service takes it.") public var reference: String
  @Field("Provider's name.") public var provider: String
  @Field("deployable, or plan.") public var kind: String
  @Field("What it is.") public var description: String?
  @Field("What it is for.") public var categories: [String]
  @Field("Its plans.") public var plans: [String]?
  @Field("What it costs.") public var pricing: String
  @Field("Whether it can be had.") public var available: Bool

  public init() {}
}
