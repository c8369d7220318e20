import JSON

extension GatewayClient {
  /// The gateway's whole listing, in its order. Entries that can't be read are left out.
  /// - Parameter withEveryOutput: Also those that don't give text, which gateways leave out by themselves.
  public func models(withEveryOutput: Bool = false) async throws(GatewayError) -> [Model] {
    if let kept = modelMemory?.models(withEveryOutput: withEveryOutput) { return kept }
    let call = "GET /models"
    let query = withEveryOutput ? [(name: "output_modalities", value: "all")] : []
    let reply = try await exchange(HTTPRequest(.get, "/models", query: query))
    guard let entries = reply["data"]?.array else { throw .invalidResponse("\(call): the reply lacks its data.") }
    let models = entries.compactMap { try? Model(json: $0, unknownMembers: .ignore) }
    guard !models.isEmpty || entries.isEmpty else {
      throw .invalidResponse("\(call): no entry of the reply is a model.")
    }
    modelMemory?.keep(models, withEveryOutput: withEveryOutput)
    return models
  }

  /// One page of the listing after filters and sorting, which happen here and not at the gateway, so that they are the
  /// same with any of them; a gateway is only told to leave none out that gives other than text.
  public func models(_ query: ModelQuery) async throws(GatewayError) -> ModelPage {
    try query.page(of: try await models(withEveryOutput: query.outputModality != nil))
  }

  /// - Parameter id: `author/name`, or `author/name:variant`. `not_found` when the gateway doesn't offer it.
  public func model(id: String) async throws(GatewayError) -> Model {
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw .invalidRequest("A model is named author/name, for example openai/gpt-4.1-mini.")
    }
    let path = try "/model/" + PathSegment.encoded(String(parts[0])) + "/" + PathSegment.encoded(String(parts[1]))
    let reply = try await exchange(HTTPRequest(.get, path))
    return try Model(reply: reply["data"] ?? reply, of: "GET /model/{author}/{slug}")
  }
}
