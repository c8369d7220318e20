public import JSON

/// A price in US dollars per token, as the gateway's decimal text: `0.0000004`.
public struct Price: Sendable, Hashable {
  /// The gateway's text, cleaned, at most 64 characters.
  public let text: String
  /// Per token; nil when the price varies (`-1`) or the text isn't a price.
  let perToken: USD?

  public init(_ raw: String) {
    text = GatewayText(raw, limit: 64).text
    perToken = USD(text).flatMap { $0 < 0 ? nil : $0 }
  }

  public var isFree: Bool { perToken == .zero }

  /// US dollars per million tokens, exact.
  public var perMillion: USD? { perToken?.millionfold }

  /// For display: `0.40` (US dollars per million tokens), or `varies`.
  public var perMillionText: String { perMillion?.description ?? "varies" }
}

extension Price: FieldValue {
  public static var schema: Schema { .string }

  /// Takes a string, as the API says, or a number.
  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    switch json {
    case .string(let text): self.init(text)
    case .integer, .number: self.init(json.description)
    default: throw FieldError(expected: "a price", found: json)
    }
  }

  public func write(to writer: inout JSONWriter) { writer.value(text) }
}
