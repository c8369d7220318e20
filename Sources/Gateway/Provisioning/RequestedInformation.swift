import JSON

/// What a gateway wants to know before it goes on: the members of the schema in a reply of the kind `needs_information`.
public struct RequestedInformation: Sendable, Equatable {
  public struct Item: Sendable, Equatable {
    /// How the member is called in the answer.
    public let name: String
    /// In the gateway's words.
    public let meaning: String?
    public let isRequired: Bool
  }

  /// In the gateway's order, at most 32.
  public let items: [Item]

  private static let limit = 32
}

extension RequestedInformation {
  /// - Parameter details: `{"schema":{"type":"object","properties":{…},"required":[…]}}`. What can't be read is left out.
  init(_ details: JSON?) {
    let schema = details?["schema"] ?? details
    let required = Set(schema?["required"]?.array?.compactMap(\.string) ?? [])
    var items: [Item] = []
    for (name, property) in schema?["properties"]?.object ?? JSONObject() where items.count < Self.limit {
      // A name that has to be cleaned couldn't be given back as it is.
      guard GatewayText(name, limit: 64).text == name, !name.isEmpty else { continue }
      let meaning = property["description"]?.string ?? property["title"]?.string
      items.append(
        Item(
          name: name, meaning: meaning.map { GatewayText($0, limit: 200).text }, isRequired: required.contains(name)))
    }
    self.items = items
  }
}
