public import JSON

/// A short-lived address of a page at the provider.
public struct DeepLink: Record {
  @Field("The address; it lets in whoever has it.") public var url: GatewayText
  @Field("When it stops working.") public var expiresAt: GatewayText?

  public init() {}
}

extension ProvisioningClient {
  /// - Parameters:
  ///   - purpose: `dashboard`.
  ///   - path: Of the page in it, with a slash at the beginning; nil for its first one.
  public func deepLink(
    purpose: String, path: String? = nil, accessToken: Secret
  ) async throws(GatewayError) -> DeepLink {
    var body: JSONObject = ["purpose": .string(purpose)]
    if let path { body["path"] = .string(path) }
    let reply = try await exchange(.post, "/deep_links", accessToken: accessToken, body: .json(.object(body)))
    let link = try DeepLink(reply: reply, of: "POST /provisioning/deep_links")
    guard WebAddress(link.url.text) != nil else {
      throw .invalidResponse("POST /provisioning/deep_links: the address isn't a safe one of the web.")
    }
    return link
  }
}
