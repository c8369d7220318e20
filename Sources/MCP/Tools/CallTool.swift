import JSON
import JSONRPC

extension Method {
  /// `tools/call`. An unknown tool is a protocol error; arguments that don't fit are the model's to correct, so since
  /// 2025-11-25 they come back as a result with `isError` (SEP-1303).
  static func callTool(_ request: Request, _ context: RequestContext) async throws -> [UInt8] {
    guard let name = request.params?["name"]?.string else { throw RPCError.invalidParams("\"name\" must be a string.") }
    guard let tool = context.server.tools.first(where: { $0.name == name }) else {
      let nearest = nearestName(to: name, among: context.server.tools.map(\.name))
      let hint = nearest.map { " Did you mean \"\($0)\"?" } ?? ""
      throw RPCError.invalidParams("Unknown tool: \(name.prefix(128)).\(hint)")
    }
    let arguments: JSONObject
    switch request.params?["arguments"] {
    case nil: arguments = [:]
    case .object(let members)?: arguments = members
    case let other?: throw RPCError.invalidParams("\"arguments\" must be an object, not \(other.kind).")
    }
    let result = try await result(of: tool, arguments, context)
    return context.result { result.write(for: context.version, to: &$0) }
  }

  private static func result(
    of tool: Tool, _ arguments: JSONObject, _ context: RequestContext
  ) async throws -> ToolResult {
    do {
      return try await tool.call(arguments, context)
    } catch let error as FieldError {
      let message = "Invalid arguments for \(tool.name). \(error)"
      guard context.version >= .v2025_11_25 else { throw RPCError.invalidParams(message) }
      return .failure(message)
    }
  }
}
