public import JSON
public import MCP

extension Tool {
  /// A tool whose schemas are written out.
  public static func fixture(
    _ name: String, _ title: String, _ description: String,
    input: StaticString = #"{"type":"object","additionalProperties":false}"#, output: StaticString? = nil,
    _ call: @escaping @Sendable (_ arguments: JSONObject, _ context: RequestContext) async throws -> ToolResult
  ) -> Tool {
    let outputSchema = output.map { schema in { @Sendable in Array("\(schema)".utf8) } }
    return Tool(
      name: name, title: title, description: description, annotations: Fixture.harmless,
      inputSchema: { Array("\(input)".utf8) }, outputSchema: outputSchema, call: call)
  }
}
