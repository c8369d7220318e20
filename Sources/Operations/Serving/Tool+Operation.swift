import JSON
public import MCP
import Projects

extension Tool {
  /// An operation as a tool.
  public init(_ operation: AnyOperation, services: Services) {
    self.init(
      name: operation.name, title: operation.title, description: operation.summary,
      annotations: operation.effect.annotations,
      inputSchema: { EmbeddedSchemas.of(operation.name).map { Array($0.input) } ?? operation.inputSchema },
      outputSchema: { EmbeddedSchemas.of(operation.name).map { Array($0.output) } ?? operation.outputSchema }
    ) { arguments, context in
      let result = try await withTaskExecutorPreference(services.pool) {
        // Whoever asked may have gone while this waited for a thread.
        try Task.checkCancellation()
        return try await Self.call(operation, arguments, context, services)
      }
      if !operation.effect.annotations.readOnly {
        for uri in ProjectResource.changing { context.resourceChanged(uri) }
      }
      return result
    }
  }

  /// The one place where what an operation throws becomes a tool's result.
  private static func call(
    _ operation: AnyOperation, _ arguments: JSONObject, _ context: RequestContext, _ services: Services
  ) async throws -> ToolResult {
    try operation.refuseWhatToolsDontTake(arguments)
    do {
      let steps = StepCounter(context: context)
      let answer = try await operation.run(
        arguments,
        OperationContext(
          project: try services.project(), asker: ElicitationAsker(context: context), reporter: { steps.report($0) }))
      return ToolResult(structured: answer.structured)
    } catch let error as ProjectError {
      return ToolResult(content: [.text(OperationFailureContent(error.spelled(for: .tools)).jsonBytes)], isError: true)
    }
  }
}

extension AnyOperation {
  /// The tool's input schema as tools/list gives it, derived from the declaration.
  var inputSchema: [UInt8] { Schema.record(toolInput).bytes(.concise) }

  /// What the tool takes: without what only makes sense on the command line.
  var toolInput: RecordSchema {
    RecordSchema(properties: input().properties.filter { !$0.isForCommandLineOnly })
  }

  /// What a client isn't shown it must not have either: a server that only reads goes by the tool's effect.
  fileprivate func refuseWhatToolsDontTake(_ arguments: JSONObject) throws(FieldError) {
    for (name, _) in arguments where input()[name]?.isForCommandLineOnly == true {
      let names = toolInput.properties.map(\.name)
      throw FieldError(
        path: "", expected: names.isEmpty ? "no members" : "only " + names.joined(separator: ", "),
        found: JSON.string(name).description)
    }
  }

  /// The tool's output schema as tools/list gives it. Models read inputs; outputs are for programs, and schemas/ describes
  /// them (docs/decisions/0004-brief-schemas.md).
  var outputSchema: [UInt8] { Schema.record(output()).bytes(.names) }
}

extension Array<UInt8> {
  fileprivate init(_ text: StaticString) {
    self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

extension Schema {
  func bytes(_ detail: Detail = .described) -> [UInt8] {
    var writer = JSONWriter(capacity: 1024)
    write(detail, to: &writer)
    return writer.finish()
  }
}
