import JSON

/// What is asked for when making a resource.
public struct NewResource: Sendable {
  /// Both the idempotency key and the orchestrator's name of the resource: the same one again gets the same reply,
  /// the key included, for a day.
  public let operationID: String
  public let serviceID: String
  public let plan: Plan
  public let projectID: String
  public let options: ResourceOptions

  public init(
    operationID: String, serviceID: String, plan: Plan, projectID: String,
    options: ResourceOptions = ResourceOptions()
  ) {
    self.options = options
    self.operationID = operationID
    self.serviceID = serviceID
    self.plan = plan
    self.projectID = projectID
  }
}

/// All of it needs an account's access token. A refusal is an error, `payment_method_required` for a paid plan of an
/// account without a payment method.
extension ProvisioningClient {
  public func createResource(_ new: NewResource, accessToken: Secret) async throws(GatewayError) -> ResourceReply {
    let members: JSONObject = [
      "service_id": .string(new.serviceID), "project_id": .string(new.projectID),
      "orchestrator_resource_id": .string(new.operationID),
    ]
    let body = new.options.body(members, plan: new.plan)
    let reply = try await exchange(
      .post, "/resources", accessToken: accessToken, idempotencyKey: new.operationID, body: .json(body))
    return try ResourceReply(reply, of: "POST /provisioning/resources")
  }

  public func resource(id: String, accessToken: Secret) async throws(GatewayError) -> ResourceReply {
    let reply = try await exchange(.get, "/resources/" + PathSegment.encoded(id), accessToken: accessToken)
    return try ResourceReply(reply, of: "GET /provisioning/resources/{id}")
  }

  /// Moves the resource to another plan, or changes its key's limit.
  /// - Parameters:
  ///   - plan: Nil for the one that it has.
  ///   - operationID: The idempotency key; nil to do it in any case.
  public func updateService(
    id: String, serviceID: String, plan: Plan?, options: ResourceOptions = ResourceOptions(), operationID: String?,
    accessToken: Secret
  ) async throws(GatewayError) -> ResourceReply {
    let path = try "/resources/" + PathSegment.encoded(id) + "/update_service"
    let body = options.body(["service_id": .string(serviceID)], plan: plan)
    let reply = try await exchange(
      .post, path, accessToken: accessToken, idempotencyKey: operationID, body: .json(body))
    return try ResourceReply(reply, of: "POST /provisioning/resources/{id}/update_service")
  }

  /// Removes the resource and revokes its key. Removing it twice is fine.
  public func removeResource(id: String, accessToken: Secret) async throws(GatewayError) {
    let path = try "/resources/" + PathSegment.encoded(id) + "/remove"
    let reply = try await exchange(.post, path, accessToken: accessToken, body: .json([:]))
    guard reply["status"]?.string == "removed" else {
      throw .invalidResponse("POST /provisioning/resources/{id}/remove: the reply doesn't say that it is removed.")
    }
  }
}

extension ResourceReply {
  fileprivate init(_ reply: JSON, of call: String) throws(GatewayError) {
    guard let status = reply["status"]?.string, let id = reply["id"]?.string, !id.isEmpty else {
      throw .invalidResponse("\(call): the reply lacks its status or the resource's id.")
    }
    if status == "error" { throw .invalidResponse("\(call): the reply says error, but not which.") }
    self.status = Status(name: GatewayText(status, limit: 64).text)
    self.id = GatewayText(id)
    apiKey = reply["complete"]?["access_configuration"]?["api_key"]?.string.flatMap(Secret.init(keyText:))
    requestedInformation =
      self.status == .needsInformation ? RequestedInformation(reply["needs_information"]) : nil
  }
}
