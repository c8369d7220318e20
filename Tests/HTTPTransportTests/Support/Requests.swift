import HTTP

/// Requests as clients send them.
extension IncomingRequest {
  static let json = ["Content-Type": "application/json", "Accept": "application/json, text/event-stream"]

  init(_ method: String, _ fields: [(String, String)], _ body: String = "") {
    var all = HTTPFields()
    for (name, value) in fields { all.append(name, value) }
    self.init(
      head: RequestHead(method: method, path: "/mcp", host: "127.0.0.1:3900", fields: all), body: Array(body.utf8))
  }

  /// A POST with the fields that every client sends, and others.
  static func post(_ fields: [(String, String)] = [], _ body: String) -> IncomingRequest {
    IncomingRequest(
      "POST", [("Content-Type", "application/json"), ("Accept", "application/json, text/event-stream")] + fields, body)
  }

  /// A request of the modern era with all that belongs to it.
  /// - Parameters:
  ///   - name: for `Mcp-Name`.
  ///   - params: members of `params`, without braces.
  static func modern(
    _ id: Int, _ method: String, _ name: String? = nil, _ params: String = "", capabilities: String = "{}",
    meta: String = "", fields: [(String, String)] = []
  ) -> IncomingRequest {
    let named = name.map { [("Mcp-Name", $0)] } ?? []
    return post(
      [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", method)] + named + fields,
      modernBody(id, method, params, capabilities: capabilities, meta: meta))
  }

  static func modernBody(
    _ id: Int, _ method: String, _ params: String = "", capabilities: String = "{}", meta: String = ""
  ) -> String {
    let members = [
      params,
      #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","#
        + #""io.modelcontextprotocol/clientCapabilities":\#(capabilities)\#(meta.isEmpty ? "" : ",\(meta)")}"#,
    ]
    return
      #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":{\#(members.filter { !$0.isEmpty }.joined(separator: ","))}}"#
  }

  /// A call of a tool in the modern era.
  static func call(
    _ id: Int, _ tool: String, _ arguments: String = "{}", rest: String = "", capabilities: String = "{}",
    meta: String = "", fields: [(String, String)] = []
  ) -> IncomingRequest {
    modern(
      id, "tools/call", tool, #""name":"\#(tool)","arguments":\#(arguments)\#(rest)"#, capabilities: capabilities,
      meta: meta, fields: fields)
  }
}
