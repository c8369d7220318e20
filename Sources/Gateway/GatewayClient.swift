import JSON

/// The gateway's API, typed. Every call is one request; nothing is retried, and nothing remembered but, where there is a memory for
/// it, the listing of models.
///
/// All calls throw `GatewayError`. Replies are read leniently: unknown members are ignored, optional ones may be null or
/// absent. Keys are `Secret`s from the moment they leave a reply's body.
public struct GatewayClient: Sendable {
  let port: any HTTPPort
  let managementKey: Secret?
  let modelMemory: ModelMemory?

  /// - Parameters:
  ///   - managementKey: For `credits`, and for making and changing keys; nil when there is none.
  ///   - modelMemory: Of this gateway's models; nil to ask for them each time.
  public init(port: any HTTPPort, managementKey: Secret?, modelMemory: ModelMemory? = nil) {
    self.port = port
    self.managementKey = managementKey
    self.modelMemory = modelMemory
  }

  /// What results call the gateway: `sandbox`, or the host of a live one.
  public var name: String { port.name }

  public var hasManagementKey: Bool { managementKey != nil }

  /// The provisioning protocol of the same gateway: accounts, resources, plans.
  public var provisioning: ProvisioningClient { ProvisioningClient(client: self) }
}

extension GatewayClient {
  /// Sends a request and reads its reply's body, without our own credentials; every refusal becomes an error.
  func exchange(
    _ request: HTTPRequest, needsManagementKey: Bool = false, allowsErrorBody: Bool = false
  ) async throws(GatewayError) -> JSON {
    let call = "\(request.method.rawValue) \(request.path)"
    let response: HTTPResponse
    do throws(HTTPFailure) {
      response = try await port.send(request)
    } catch {
      throw GatewayError(error, to: call)
    }
    let body = (try? JSON(parsing: response.body, limits: .reply)).flatMap(redaction(of: request).redacted)
    let isSuccess = (200..<300).contains(response.status)
    let errorBody = body.flatMap(ErrorBody.init(in:))
    guard isSuccess, errorBody == nil || allowsErrorBody else {
      throw GatewayError(
        status: response.status, body: errorBody, call: call, needsManagementKey: needsManagementKey,
        retryAfterMs: response.retryAfterMs)
    }
    guard let body else {
      throw .invalidResponse("\(call): the reply isn't JSON.", status: response.status)
    }
    return body
  }

  /// As `exchange`, for calls that only a management key may make.
  func exchangeManaged(
    _ method: HTTPRequest.Method, _ path: String, query: [(name: String, value: String)] = [], body: JSON? = nil
  ) async throws(GatewayError) -> JSON {
    guard let managementKey else { throw .managementKeyRequired("\(method.rawValue) \(path)") }
    let request = HTTPRequest(method, path, query: query, bearer: managementKey, body: body.map { .json($0) })
    return try await exchange(request, needsManagementKey: true)
  }
}

extension Record {
  /// Reads a record out of a gateway's reply.
  init(reply: JSON?, of call: String) throws(GatewayError) {
    guard let reply else { throw .invalidResponse("\(call): the reply lacks its data.") }
    do throws(FieldError) {
      try self.init(json: reply, unknownMembers: .ignore)
    } catch {
      // What was found is described by its kind alone, so no text of the gateway gets in here.
      throw .invalidResponse(
        "\(call): in the reply, \(error.path.isEmpty ? "data" : error.path) isn't \(error.expected).")
    }
  }
}

extension GatewayClient {
  /// Of the request's own credentials, and the management key, which the gateway may have heard before.
  private func redaction(of request: HTTPRequest) -> Redaction {
    Redaction(request.credentials + [managementKey].compactMap { $0 })
  }
}

extension JSONLimits {
  /// For the body of a gateway's reply.
  static let reply = JSONLimits(depth: 64, bytes: HTTPResponse.bodyLimit)
}
