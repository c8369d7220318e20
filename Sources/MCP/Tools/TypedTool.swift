public import JSON

/// A tool as one type: its arguments are its fields, its result is a record, and both schemas follow from them.
public protocol TypedTool: Record {
  associatedtype Output: Record
  static var name: String { get }
  static var title: String { get }
  static var description: String { get }
  static var annotations: Annotations { get }
  func call(in context: RequestContext) async throws -> Output
}

/// A typed tool that neither waits nor takes long, and so is answered in place.
public protocol ComputedTool: TypedTool {
  func call(in context: RequestContext) throws -> Output
}

extension Tool {
  public init<T: ComputedTool>(_ type: T.Type) {
    self.init(
      T.name, T.title, T.description, T.annotations, { T.schemaBytes }, { T.Output.schemaBytes },
      .computed { arguments, context in
        ToolResult(try T(members: arguments, unknownMembers: .refuse).call(in: context))
      }, headerParameters: nil)
  }

  public init<T: TypedTool>(_ type: T.Type) {
    self.init(
      T.name, T.title, T.description, T.annotations, { T.schemaBytes }, { T.Output.schemaBytes },
      .concurrent { arguments, context in
        ToolResult(try await T(members: arguments, unknownMembers: .refuse).call(in: context))
      }, headerParameters: nil)
  }
}

extension Record {
  /// The record's JSON Schema.
  public static var schemaBytes: [UInt8] {
    var writer = JSONWriter(capacity: 1024)
    schema.write(to: &writer)
    return writer.finish()
  }
}
