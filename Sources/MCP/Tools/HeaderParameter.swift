public import JSON
import Synchronization

/// A parameter of a tool that clients over HTTP repeat in a header field (2026-07-28, server/tools, `x-mcp-header`), so that
/// what lies between can route by it.
public struct HeaderParameter: Sendable, Equatable {
  /// The field's name in lower case: `mcp-param-region`.
  public let field: String
  /// The names of the objects' members that lead to the value, from the arguments on.
  let path: [String]

  /// The value that a call has for the parameter; nil when it has none, or null.
  public func value(in arguments: JSONObject) -> JSON? {
    var value = JSON.object(arguments)
    for name in path {
      guard let member = value[name] else { return nil }
      value = member
    }
    if case .null = value { return Optional.none }
    return value
  }

  /// The annotated parameters of an input schema, in its order. Annotations that clients must refuse are left out, as if they
  /// weren't there.
  static func all(inSchema schema: [UInt8]) -> [HeaderParameter] {
    guard let schema = try? JSON(parsing: schema, limits: JSONLimits(depth: 64, bytes: 1 << 20)) else { return [] }
    var found: [HeaderParameter] = []
    collect(from: schema, path: [], into: &found)
    return found
  }

  /// Goes down by `properties` alone: what lies behind `items`, `anyOf` or `$ref` has no one place in the arguments.
  private static func collect(from schema: JSON, path: [String], into found: inout [HeaderParameter]) {
    for (name, property) in schema["properties"]?.object ?? [:] {
      let path = path + [name]
      if let annotation = property["x-mcp-header"]?.string, isToken(annotation),
        ["string", "integer", "boolean"].contains(property["type"]?.string)
      {
        let field = "mcp-param-\(annotation.lowercased())"
        if !found.contains(where: { $0.field == field }) { found.append(HeaderParameter(field: field, path: path)) }
      }
      collect(from: property, path: path, into: &found)
    }
  }

  /// RFC 9110 section 5.6.2.
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}

/// The annotated parameters of one tool, looked for when they are first needed.
final class HeaderParameters: Sendable {
  private let schema: @Sendable () -> [UInt8]
  private let found = Mutex<[HeaderParameter]?>(nil)

  init(schema: @escaping @Sendable () -> [UInt8]) { self.schema = schema }

  var all: [HeaderParameter] {
    found.withLock { found in
      if let found { return found }
      let all = HeaderParameter.all(inSchema: schema())
      found = all
      return all
    }
  }
}

extension RequestContext {
  /// The parameters of the tool that is called which are repeated in header fields; none where no tool is called.
  public var headerParameters: [HeaderParameter] { tool.flatMap { server.tools[$0].headerParameters?.all } ?? [] }
}
