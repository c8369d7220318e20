public import JSON

/// What a client declared that it can do. A server asks for nothing else.
public struct ClientCapabilities: Sendable, Equatable {
  private let members: JSONObject

  public init(_ members: JSONObject = [:]) { self.members = members }

  /// The client can ask its user to fill in a form. An empty `elicitation` means just that.
  public var canElicitForm: Bool {
    guard let elicitation = members["elicitation"]?.object else { return false }
    return elicitation["form"] != nil || elicitation["url"] == nil
  }

  /// The client can ask its user to visit an address.
  public var canElicitURL: Bool { members["elicitation"]?["url"] != nil }
  public var canSample: Bool { members["sampling"]?.object != nil }
  public var hasRoots: Bool { members["roots"]?.object != nil }
}
