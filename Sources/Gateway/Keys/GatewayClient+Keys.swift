import JSON

/// Key management. All of it needs a management key.
extension GatewayClient {
  /// How many keys are read at most; the listing comes in pages.
  private static let keyLimit = 2000

  /// The account's keys, disabled ones too, in the gateway's order.
  public func keys() async throws(GatewayError) -> [KeyRecord] {
    var keys: [KeyRecord] = []
    while keys.count < Self.keyLimit {
      let query = [(name: "include_disabled", value: "true"), (name: "offset", value: String(keys.count))]
      let reply = try await exchangeManaged(.get, "/keys", query: query)
      guard let page = reply["data"]?.array else { throw .invalidResponse("GET /keys: the reply lacks its data.") }
      let known = Set(keys.map(\.hash))
      for item in page {
        let key = try KeyRecord(reply: item, of: "GET /keys")
        if !known.contains(key.hash) { keys.append(key) }
      }
      // A gateway that ignores the offset sends the same page again.
      if page.isEmpty || keys.count == known.count { break }
    }
    return Array(keys.prefix(Self.keyLimit))
  }

  /// Makes a key.
  /// - Parameter name: Shown in the gateway's own listing, 1 to 100 characters.
  public func createKey(
    name: String, limit: USD? = nil, limitReset: LimitReset? = nil
  ) async throws(GatewayError) -> MintedKey {
    var body: JSONObject = ["name": .string(name)]
    if let limit { body["limit"] = limit.json }
    if let limitReset { body["limit_reset"] = .string(limitReset.rawValue) }
    let reply = try await exchangeManaged(.post, "/keys", body: .object(body))
    // The key stands beside the data; some gateways put it inside.
    guard let text = reply["key"]?.string ?? reply["data"]?["key"]?.string, let key = Secret(keyText: text) else {
      throw .invalidResponse("POST /keys: the reply has no usable key.")
    }
    return MintedKey(record: try KeyRecord(reply: reply["data"], of: "POST /keys"), key: key)
  }

  /// Disables a key, or enables it again.
  /// - Parameter hash: SHA-256 of the key, lower-case hexadecimal; so for the other calls.
  public func setKey(hash: String, disabled: Bool) async throws(GatewayError) {
    _ = try await exchangeManaged(
      .patch, "/keys/" + PathSegment.encoded(hash), body: ["disabled": .bool(disabled)])
  }

  /// Sets a key's spending limit; nil takes it away.
  public func setKey(hash: String, limit: USD?, reset: LimitReset?) async throws(GatewayError) -> KeyRecord {
    let body: JSON = [
      "limit": limit?.json ?? .null, "limit_reset": reset.map { .string($0.rawValue) } ?? .null,
    ]
    let reply = try await exchangeManaged(.patch, "/keys/" + PathSegment.encoded(hash), body: body)
    return try KeyRecord(reply: reply["data"], of: "PATCH /keys/{hash}")
  }

  /// Deletes a key, after which it is refused. `not_found` when there is none.
  public func deleteKey(hash: String) async throws(GatewayError) {
    _ = try await exchangeManaged(.delete, "/keys/" + PathSegment.encoded(hash))
  }
}

extension Secret {
  /// A credential out of a reply: nil when it couldn't be one, being empty, longer than 4,096 bytes, or holding other
  /// than visible ASCII characters (it goes into a header field and into an environment file).
  init?(keyText text: String) {
    let bytes = Array(text.utf8)
    guard (1...4096).contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    self.init(bytes)
  }
}

extension USD {
  /// The amount as a JSON number.
  var json: JSON {
    (try? JSON(parsing: jsonBytes, limits: JSONLimits(depth: 1, bytes: 64))) ?? .null
  }
}
