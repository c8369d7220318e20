public import JSON

/// A question of the server to the client, put while a request of the client is being answered.
public enum InputRequest: Sendable {
  /// Asks the user to fill in a form. Never for secrets.
  /// - Parameter schema: the bytes of a flat object schema.
  case form(message: String, schema: [UInt8])
  /// Asks the user to visit an address.
  case url(message: String, url: String)
  /// Asks the client's model.
  case sampling(params: JSON)
  case roots

  var method: String {
    switch self {
    case .form, .url: "elicitation/create"
    case .sampling: "sampling/createMessage"
    case .roots: "roots/list"
    }
  }

  func isAllowed(by client: ClientCapabilities, in version: ProtocolVersion) -> Bool {
    switch self {
    case .form: client.canElicitForm && version >= .v2025_06_18
    case .url: client.canElicitURL && version >= .v2025_11_25
    case .sampling: client.canSample
    case .roots: client.hasRoots
    }
  }

  /// What the client would have had to declare, as a ClientCapabilities object.
  var requiredCapability: JSON {
    switch self {
    case .form: ["elicitation": ["form": [:]]]
    case .url: ["elicitation": ["url": [:]]]
    case .sampling: ["sampling": [:]]
    case .roots: ["roots": [:]]
    }
  }

  /// - Parameter elicitationID: for the one revision in which a visit has an id (2025-11-25, client/elicitation).
  func params(for version: ProtocolVersion, elicitationID: @autoclosure () -> String) -> [UInt8] {
    var writer = JSONWriter()
    switch self {
    case .form(let message, let schema):
      writer.beginObject()
      if version >= .v2025_11_25 { writer.member("mode", "form") }
      writer.member("message", message)
      writer.member("requestedSchema", raw: schema)
      writer.endObject()
    case .url(let message, let url):
      writer.beginObject()
      writer.member("mode", "url")
      writer.member("message", message)
      if version == .v2025_11_25 { writer.member("elicitationId", elicitationID()) }
      writer.member("url", url)
      writer.endObject()
    case .sampling(let params): writer.value(params)
    case .roots: writer.raw("{}")
    }
    return writer.finish()
  }
}

/// A user's answer to a form or an address.
public struct ElicitationResult: Sendable, Equatable {
  public enum Action: String, Sendable { case accept, decline, cancel }
  public let action: Action
  public let content: JSONObject

  /// Nil for what isn't an ElicitResult.
  public init?(_ json: JSON) {
    guard let action = json["action"]?.string.flatMap(Action.init) else { return nil }
    self.action = action
    content = json["content"]?.object ?? [:]
  }
}
