public import JSON

/// What a client declared that it can do. A server asks for nothing else.
///
/// Its raw value is stable: what was agreed on with a client may be written down and read by a later version of the server.
public struct ClientCapabilities: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The client can ask its user to fill in a form.
  public static let formElicitation = ClientCapabilities(rawValue: 1)
  /// The client can ask its user to visit an address.
  public static let urlElicitation = ClientCapabilities(rawValue: 2)
  public static let sampling = ClientCapabilities(rawValue: 4)
  public static let roots = ClientCapabilities(rawValue: 8)

  /// - Parameter members: a ClientCapabilities object.
  public init(_ members: JSONObject) {
    self = []
    if members.isEmpty { return }
    if case .object(let elicitation)? = members["elicitation"] {
      if elicitation["url"] != nil { insert(.urlElicitation) }
      // An empty `elicitation` means forms.
      if elicitation["form"] != nil || elicitation["url"] == nil { insert(.formElicitation) }
    }
    if case .object? = members["sampling"] { insert(.sampling) }
    if case .object? = members["roots"] { insert(.roots) }
  }

  public var canElicitForm: Bool { contains(.formElicitation) }
  public var canElicitURL: Bool { contains(.urlElicitation) }
  public var canSample: Bool { contains(.sampling) }
  public var hasRoots: Bool { contains(.roots) }
}
