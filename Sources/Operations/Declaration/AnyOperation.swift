public import JSON
import Projects

/// An operation of whatever type, for the faces that treat all alike.
public struct AnyOperation: Sendable {
  public let name: String
  public let title: String
  public let summary: String
  public let effect: Effect
  public let command: Command
  /// Made by reflection when first asked for.
  public let input: @Sendable () -> RecordSchema
  /// The operation's own output and the `Notes` beside it.
  public let output: @Sendable () -> RecordSchema
  public let run: @Sendable (_ arguments: JSONObject, _ context: OperationContext) async throws -> Answer

  /// What came of an operation.
  public struct Answer: Sendable {
    /// The output record as the bytes of a JSON object.
    public let data: [UInt8]
    /// The same with the notes among its members: what the output schema describes.
    public let structured: [UInt8]
    public let notes: Notes
    /// What a terminal shows, if the operation has its own form.
    public let text: String?
  }

  /// - Parameter command: another one than the declared, for an operation that has several.
  public init<T: Operation>(_ type: T.Type, as command: Command? = nil) {
    name = T.name
    title = T.title
    summary = T.summary
    effect = T.effect
    self.command = command ?? T.command
    input = { T.recordSchema }
    output = { RecordSchema(properties: T.Output.recordSchema.properties + Notes.recordSchema.properties) }
    run = { arguments, context in
      let outcome = try await T(members: arguments, unknownMembers: .refuse).run(in: context)
      let notes = Notes(warnings: outcome.warnings, nextSteps: outcome.nextSteps)
      var writer = JSONWriter(capacity: 1024)
      writer.beginObject()
      outcome.result.writeMembers(to: &writer)
      notes.writeMembers(to: &writer)
      writer.endObject()
      return Answer(
        data: outcome.result.jsonBytes, structured: writer.bytes, notes: notes, text: T.text(of: outcome.result))
    }
  }
}

/// What every output may say beside its own content.
public struct Notes: Record {
  @Field("What isn't as it should be.") public var warnings: [String]?
  @Field("What to do next.") public var nextSteps: [String]?

  public init() {}

  init(warnings: [String], nextSteps: [String]) {
    self.warnings = warnings.isEmpty ? nil : warnings
    self.nextSteps = nextSteps.isEmpty ? nil : nextSteps
  }
}
