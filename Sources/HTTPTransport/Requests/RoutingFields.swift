import HTTP
import JSON
import JSONRPC
import MCP

/// The fields that repeat what a modern request says in its body, so that what lies between can route by them. They must agree
/// with it, or else what was routed by is not what is done (2026-07-28, basic/transports/streamable-http, server validation).
struct RoutingFields {
  let fields: HTTPFields
  /// Whether `MCP-Protocol-Version` names a revision that begins without `initialize`, or one that isn't known.
  let namesModernVersion: Bool
  private let version: Field
  private let method: Field
  private let name: Field

  init(_ fields: HTTPFields) {
    self.fields = fields
    namesModernVersion = fields.namesModernVersion
    version = Field(MCPField.protocolVersion, in: fields)
    method = Field(MCPField.method, in: fields)
    name = Field(MCPField.name, in: fields)
  }

  /// - Throws: -32020 unless `MCP-Protocol-Version` is there once and says the same.
  func checkVersion(is version: String) throws(RPCError) {
    try self.version.check(is: version)
  }

  /// The revision of a message that need not name it in its body.
  /// - Throws: -32020 unless `MCP-Protocol-Version` is there once and says the same as the body, if that says anything.
  func version(agreeingWith claim: String?) throws(RPCError) -> String {
    guard let version = try version.only else { throw self.version.isMissing }
    if let claim { try checkVersion(is: claim) }
    return version
  }

  /// - Throws: -32020 unless `Mcp-Method` is there once and says the same.
  func checkMethod(is method: String) throws(RPCError) { try self.method.check(is: method) }

  /// - Throws: -32020 unless `Mcp-Name` is there once and says the same, for the methods that need it.
  func checkName(of request: Request, _ parameters: RequestParameters) throws(RPCError) {
    let value: JSON?
    switch request.method {
    case "tools/call", "prompts/get": value = parameters.name
    case "resources/read": value = request.params?["uri"]
    default: return
    }
    if case .string(let string)? = value, name.isLiterally(string) { return }
    guard let field = try name.only else { throw name.isMissing }
    guard let name = MirroredValue.decode(field) else {
      throw .headerMismatch("\(MCPField.name) has characters that a field can't have, or is encoded wrongly.")
    }
    guard case .string(let string)? = value, string.utf8.elementsEqual(name.utf8) else {
      throw .headerMismatch("\(MCPField.name) isn't what the body names.")
    }
  }

  /// - Throws: -32020 when the fields for a tool's annotated parameters don't say the same as the arguments.
  func check(_ parameters: [HeaderParameter], in arguments: JSON?) throws(RPCError) {
    if parameters.isEmpty { return }
    let arguments = arguments?.object ?? [:]
    for parameter in parameters {
      let field = try Field(parameter.field, in: fields).only
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
}

extension RoutingFields {
  /// One of these fields, as it was found.
  private struct Field {
    private let title: String
    /// The first value.
    private let value: String?
    private let isSeveral: Bool
    /// The value stands for itself, so that it has only ASCII characters.
    private let isLiteral: Bool

    init(_ title: String, in fields: HTTPFields) {
      self.title = title
      value = fields[title]
      isSeveral = fields.count(of: title) > 1
      isLiteral = value.map(MirroredValue.isLiteral) ?? false
    }

    /// The value; nil when the field isn't there.
    /// - Throws: -32020 when it is there more than once.
    var only: String? {
      get throws(RPCError) {
        if isSeveral { throw .headerMismatch("\(title) is there more than once.") }
        return value
      }
    }

    var isMissing: RPCError { .headerMismatch("\(title) is missing.") }

    /// Whether the field is there once, with this text, which stands for itself.
    func isLiterally(_ text: String) -> Bool {
      // A text of other bytes that is canonically equivalent to an ASCII one is longer.
      guard isLiteral, !isSeveral, let value else { return false }
      return value.utf8.count == text.utf8.count && value == text
    }

    /// - Throws: -32020 unless the field is there once and says this.
    func check(is text: String) throws(RPCError) {
      if isLiterally(text) { return }
      guard let value = try only else { throw isMissing }
      guard value.utf8.elementsEqual(text.utf8) else { throw .headerMismatch("\(title) isn't what the body says.") }
    }
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
    values(of: MCPField.protocolVersion).contains { ProtocolVersion(rawValue: $0).map(\.isModern) ?? true }
  }
}
