import HTTP
import JSON
import JSONRPC
import MCP

/// The fields that repeat what a modern request says in its body, so that what lies between can route by them. They must agree
/// with it, or else what was routed by is not what is done (2026-07-28, basic/transports/streamable-http, server validation).
struct RoutingFields {
  static let version = "mcp-protocol-version"
  static let method = "mcp-method"
  static let name = "mcp-name"

  let fields: HTTPFields

  /// - Throws: -32020 unless `MCP-Protocol-Version` is there once and says the same.
  func checkVersion(is version: String) throws(RPCError) {
    try check(Self.version, "MCP-Protocol-Version", is: version)
  }

  /// The revision of a message that need not name it in its body.
  /// - Throws: -32020 unless `MCP-Protocol-Version` is there once and says the same as the body, if that says anything.
  func version(orThatOf claim: String?) throws(RPCError) -> String {
    guard let version = try only(Self.version, "MCP-Protocol-Version") else {
      throw .headerMismatch("MCP-Protocol-Version is missing.")
    }
    if let claim { try checkVersion(is: claim) }
    return version
  }

  /// - Throws: -32020 unless `Mcp-Method` is there once and says the same.
  func checkMethod(is method: String) throws(RPCError) { try check(Self.method, "Mcp-Method", is: method) }

  /// - Throws: -32020 unless `Mcp-Name` is there once and says the same, for the methods that need it.
  func checkName(of request: Request) throws(RPCError) {
    let value: JSON?
    switch request.method {
    case "tools/call", "prompts/get": value = request.params?["name"]
    case "resources/read": value = request.params?["uri"]
    default: return
    }
    if case .string(let string)? = value, MirroredValue.isLiteral(string), fields.has(Self.name, equal: string) {
      return
    }
    guard let field = try only(Self.name, "Mcp-Name") else { throw .headerMismatch("Mcp-Name is missing.") }
    guard let name = MirroredValue.decode(field) else {
      throw .headerMismatch("Mcp-Name has characters that a field can't have, or is encoded wrongly.")
    }
    guard case .string(let string)? = value, string.utf8.elementsEqual(name.utf8) else {
      throw .headerMismatch("Mcp-Name isn't what the body names.")
    }
  }

  /// - Throws: -32020 when the fields for a tool's annotated parameters don't say the same as the arguments.
  func check(_ parameters: [HeaderParameter], in arguments: JSONObject) throws(RPCError) {
    for parameter in parameters {
      let field = try only(parameter.field, parameter.field)
      switch (field, parameter.value(in: arguments)) {
      case (nil, nil): break
      // What can't be repeated in a field is for the tool to refuse.
      case (_, .array?), (_, .object?): break
      case (nil, _?): throw .headerMismatch("\(parameter.field) is missing, and the body has a value for it.")
      case (_?, nil): throw .headerMismatch("\(parameter.field) has a value, and the body has none for it.")
      case (let field?, let value?):
        guard let text = MirroredValue.decode(field), MirroredValue.matches(text, value) else {
          throw .headerMismatch("\(parameter.field) isn't the value of the body, or is encoded wrongly.")
        }
      }
    }
  }

  private func check(_ name: String, _ title: StaticString, is expected: String) throws(RPCError) {
    if fields.has(name, equal: expected) { return }
    let isThere = try only(name, "\(title)") != nil
    throw .headerMismatch("\(title) \(isThere ? "isn't what the body says." : "is missing.")")
  }

  /// The value of a field; nil when it isn't there.
  /// - Throws: -32020 when it is there more than once.
  private func only(_ name: String, _ title: @autoclosure () -> String) throws(RPCError) -> String? {
    let values = fields.values(of: name)
    guard values.count <= 1 else { throw .headerMismatch("\(title()) is there more than once.") }
    return values.first
  }
}

extension RPCError {
  /// -32020 (2026-07-28): the header fields and the body disagree.
  fileprivate static func headerMismatch(_ message: String) -> RPCError {
    RPCError(code: -32020, message: "Header mismatch: \(message)")
  }
}

extension HTTPFields {
  /// Whether `MCP-Protocol-Version` names a revision that begins without `initialize`, or one that isn't known.
  var namesModernVersion: Bool {
    values(of: RoutingFields.version).contains { ProtocolVersion(rawValue: $0).map(\.isModern) ?? true }
  }
}
