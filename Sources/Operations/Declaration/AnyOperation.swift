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
    /// What a command prints, if the operation has a text of its own.
    public let text: String?
    /// What a terminal shows, if the operation has other members for people.
    public let shown: JSONObject?
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
      let operation = try T(members: arguments, unknownMembers: .refuse)
      return Answer(
        try await operation.run(in: context), of: operation, for: context.command == nil ? .tools : .commands)
    }
  }
}

extension AnyOperation.Answer {
  fileprivate init<T: Operation>(_ outcome: Outcome<T.Output>, of operation: T, for face: Face) {
    notes = Notes(
      warnings: outcome.warnings.map(face.text), nextSteps: outcome.nextSteps.map(face.text))
    data = Self.spelled(outcome.result.jsonBytes, for: face)
    var writer = JSONWriter(capacity: data.count + 256)
    writer.beginObject()
    outcome.result.writeMembers(to: &writer)
    notes.writeMembers(to: &writer)
    writer.endObject()
    structured = Self.spelled(writer.bytes, for: face)
    text = face == .commands ? T.text(of: outcome.result) : nil
    shown = face == .commands ? operation.shown(of: outcome.result) : nil
  }

  private static func spelled(_ bytes: [UInt8], for face: Face) -> [UInt8] {
    guard Face.isConcerned(by: bytes) else { return bytes }
    let json = try? JSON(parsing: bytes, limits: JSONLimits(depth: 64, bytes: bytes.count))
    return json.map { face.value($0).bytes } ?? bytes
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
