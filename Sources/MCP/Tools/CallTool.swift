import JSON
import JSONRPC

extension Method {
  /// `tools/call`. An unknown tool is a protocol error; arguments that don't fit are the model's to correct, so since
  /// 2025-11-25 they come back as a result with `isError` (SEP-1303).
  static func callTool(_ request: Request, _ context: RequestContext) throws(RPCError) -> Answer {
    let tool = try tool(request, context)
    let arguments = try arguments(request)
    switch tool.work {
    case .computed(let compute):
      let outcome = Result { try compute(arguments, context) }
      return .now(reply(to: request, with: outcome, of: tool, context) ?? .error(.internalError))
    case .concurrent(let call):
      return .later {
        let outcome: Result<ToolResult, any Error>
        do { outcome = .success(try await call(arguments, context)) } catch { outcome = .failure(error) }
        return reply(to: request, with: outcome, of: tool, context)
      }
    }
  }

  private static func reply(
    to request: Request, with outcome: Result<ToolResult, any Error>, of tool: Tool, _ context: RequestContext
  ) -> Reply? {
    switch outcome {
    case .success(let result):
      if result.isError { context.toolFailure?.happened() }
      return .result(context.result { result.write(for: context.version, to: &$0) })
    case .failure(let error as FieldError):
      let message = "Invalid arguments for \(tool.name). \(error)"
      guard context.version >= .v2025_11_25 else { return .error(.invalidParams(message)) }
      context.toolFailure?.happened()
      return .result(context.result { ToolResult.failure(message).write(for: context.version, to: &$0) })
    case .failure(let error):
      return reply(to: request, failing: error, context)
    }
  }

  private static func tool(_ request: Request, _ context: RequestContext) throws(RPCError) -> Tool {
    guard let name = request.params?[known: "name"]?.string else { throw .invalidParams("\"name\" must be a string.") }
    let tools = context.server.tools
    // Not `first`, which copies each tool that it looks at.
    if let index = tools.firstIndex(where: { $0.name == name }) { return tools[index] }
    let nearest = nearestName(to: name, among: context.server.tools.map(\.name))
    let hint = nearest.map { " Did you mean \"\($0)\"?" } ?? ""
    throw .invalidParams("Unknown tool: \(name.prefix(128)).\(hint)")
  }

  private static func arguments(_ request: Request) throws(RPCError) -> JSONObject {
    switch request.params?[known: "arguments"] {
    case nil: return [:]
    case .object(let members)?: return members
    case let other?: throw .invalidParams("\"arguments\" must be an object, not \(other.kind).")
    }
  }
}
