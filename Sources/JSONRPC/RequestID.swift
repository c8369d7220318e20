public import JSON

/// Names a request, so that its response can be matched: a string or an integer (JSON-RPC 2.0 section 4; MCP excludes null
/// and fractions).
public enum RequestID: Sendable, Hashable {
  case integer(Int64)
  case string(String)

  /// Nil for anything that can't be an id.
  public init?(_ json: JSON) {
    switch json {
    case .integer(let value): self = .integer(value)
    case .string(let value): self = .string(value)
    default: return nil
    }
  }

  public var json: JSON {
    switch self {
    case .integer(let value): .integer(value)
    case .string(let value): .string(value)
    }
  }

  public func write(to writer: inout JSONWriter) {
    switch self {
    case .integer(let value): writer.value(value)
    case .string(let value): writer.value(value)
    }
  }
}
