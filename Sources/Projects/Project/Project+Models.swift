public import Gateway

extension Project {
  /// One page of the models that the gateway offers.
  public func listModels(_ query: ModelQuery) async throws(ProjectError) -> Outcome<ModelPage> {
    Outcome(try await ProjectError.asking { () async throws(GatewayError) in try await gateway.models(query) })
  }

  /// - Parameter id: `author/name`, or `author/name:variant`.
  public func model(_ id: String) async throws(ProjectError) -> Outcome<Model> {
    Outcome(try await ProjectError.asking { () async throws(GatewayError) in try await gateway.model(id: id) })
  }

  /// The identifiers of all models, in the gateway's order.
  public func modelIdentifiers() async throws(ProjectError) -> [String] {
    try await ProjectError.asking { () async throws(GatewayError) in try await gateway.models() }.map(\.id.text)
  }
}
