import JSON
import JSONRPC

extension Method {
  /// `tools/call`. An unknown tool is a protocol error; arguments that don't fit are the model's to correct, so since
  /// 2025-11-25 they come back as a result with `isError` (SEP-1303).
  static func callTool(_ context: RequestContext) throws(RPCError) -> Answer {
    guard let tool = context.tool else { throw unknownTool(context) }
    let arguments = try arguments(context)
    switch context.server.tools[tool].work {
    case .computed(let compute):
      let outcome = Result { try compute(arguments, context) }
      return .now(reply(with: outcome, of: tool, context) ?? .error(.internalError))
    case .concurrent(let call):
      return .later {
        let outcome: Result<ToolResult, any Error>
        do { outcome = .success(try await call(arguments, context)) } catch { outcome = .failure(error) }
        return reply(with: outcome, of: tool, context)
      }
    }
  }

  private static func reply(
    with outcome: Result<ToolResult, any Error>, of tool: Int, _ context: RequestContext
  ) -> Reply? {
    switch outcome {
    case .success(let result):
      return context.result(with: result)
    case .failure(let error as FieldError):
      let message = "Invalid arguments for \(context.server.tools[tool].name). \(error)"
      guard context.version >= .v2025_11_25 else { return .error(.invalidParams(message)) }
      return context.result(with: .failure(message))
    case .failure(let error):
      return reply(failing: error, context)
    }
  }

  private static func unknownTool(_ context: RequestContext) -> RPCError {
    guard let name = context.parameters.name?.string else { return .invalidParams("\"name\" must be a string.") }
    let nearest = nearestName(to: name, among: context.server.tools.map(\.name))
    let hint = nearest.map { " Did you mean \"\($0)\"?" } ?? ""
    return .invalidParams("Unknown tool: \(name.prefix(128)).\(hint)")
  }

  private static func arguments(_ context: RequestContext) throws(RPCError) -> JSONObject {
    switch context.parameters.arguments {
    case nil: return [:]
    case .object(let members)?: return members
    case let other?: throw .invalidParams("\"arguments\" must be an object, not \(other.kind).")
    }
  }
}

extension RequestContext {
  fileprivate func result(with tool: ToolResult) -> Reply {
    result(saysFailure: tool.isError) { tool.write(for: version, to: &$0) }
  }
}
