public import JSON
import JSONRPC

/// A function that a model may call.
public struct Tool: Sendable {
  /// `[a-z0-9_]`, at most 64 characters: what every known client accepts.
  public let name: String
  public let title: String
  /// When to use it and what comes back.
  public let description: String
  public let annotations: Annotations
  /// The bytes of a JSON Schema whose type is `object`. Made when the tools are first listed, not before.
  let inputSchema: @Sendable () -> [UInt8]
  let outputSchema: (@Sendable () -> [UInt8])?
  let work: Work
  /// Nil for a tool whose schema follows from a type, which has no such annotations.
  let headerParameters: HeaderParameters?

  /// How a tool works.
  enum Work: Sendable {
    /// It only computes: it is answered in place, without a task of its own.
    case computed(@Sendable (_ arguments: JSONObject, _ context: RequestContext) throws -> ToolResult)
    /// It may wait.
    case concurrent(@Sendable (_ arguments: JSONObject, _ context: RequestContext) async throws -> ToolResult)
  }

  /// A tool with a schema of its own. The schema is for clients: `call` gets whatever object a client sends, and checks it.
  /// - Parameter call: throws `FieldError` for arguments that don't fit, `RPCError` for protocol errors; any other error
  ///   reaches the client only as an internal error.
  public init(
    name: String, title: String, description: String, annotations: Annotations,
    inputSchema: @escaping @Sendable () -> [UInt8], outputSchema: (@Sendable () -> [UInt8])? = nil,
    call: @escaping @Sendable (_ arguments: JSONObject, _ context: RequestContext) async throws -> ToolResult
  ) {
    self.init(
      name, title, description, annotations, inputSchema, outputSchema, .concurrent(call),
      headerParameters: HeaderParameters(schema: inputSchema))
  }

  /// A tool that neither waits nor takes long, and so needs no task of its own.
  /// - Parameter compute: throws as `call` of the other initializer does.
  public init(
    name: String, title: String, description: String, annotations: Annotations,
    inputSchema: @escaping @Sendable () -> [UInt8], outputSchema: (@Sendable () -> [UInt8])? = nil,
    compute: @escaping @Sendable (_ arguments: JSONObject, _ context: RequestContext) throws -> ToolResult
  ) {
    self.init(
      name, title, description, annotations, inputSchema, outputSchema, .computed(compute),
      headerParameters: HeaderParameters(schema: inputSchema))
  }

  init(
    _ name: String, _ title: String, _ description: String, _ annotations: Annotations,
    _ inputSchema: @escaping @Sendable () -> [UInt8], _ outputSchema: (@Sendable () -> [UInt8])?, _ work: Work,
    headerParameters: HeaderParameters?
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.annotations = annotations
    self.inputSchema = inputSchema
    self.outputSchema = outputSchema
    self.work = work
    self.headerParameters = headerParameters
  }
}

extension Method {
  static func listTools(_ context: RequestContext) throws(RPCError) -> Reply {
    let page = try Page(of: context.server.tools, params: context.request.params)
    let name = "tools/list " + (context.request.params?["cursor"]?.string ?? "")
    return context.fixedResult(name) { writer in
      writer.key("tools")
      writer.beginArray()
      for tool in page.elements { tool.write(for: context.version, to: &writer) }
      writer.endArray()
      writer.optionalMember("nextCursor", page.nextCursor)
    }
  }
}

extension Server {
  /// The place of the tool that a request calls; nil for another request, and where there is no such tool.
  func tool(calledBy request: Request, _ parameters: RequestParameters) -> Int? {
    guard request.method == "tools/call", case .string(let name)? = parameters.name else { return nil }
    let count = name.utf8.count
    // By places, since a tool that is handed to a closure is copied. Lengths rule most others out.
    for place in tools.indices where tools[place].name.utf8.count == count && tools[place].name == name { return place }
    return nil
  }
}

extension Tool {
  /// Writes what `tools/list` says of the tool in a revision.
  func write(for version: ProtocolVersion, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", name)
    if version >= .v2025_06_18 { writer.member("title", title) }
    writer.member("description", description)
    writer.member("inputSchema", raw: inputSchema())
    if version >= .v2025_06_18, let outputSchema { writer.member("outputSchema", raw: outputSchema()) }
    if version >= .v2025_03_26 {
      writer.key("annotations")
      annotations.write(to: &writer)
    }
    writer.endObject()
  }
}
