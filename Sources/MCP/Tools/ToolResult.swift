public import JSON

/// What a tool gives back: content for the model, and the same as structured content for programs.
public struct ToolResult: Sendable {
  private let content: [ContentBlock]
  private let structured: [UInt8]?
  /// Whether the structured content is the text of a block as well.
  private let showsStructured: Bool
  let isError: Bool

  /// - Parameter structured: the bytes of a JSON object that conforms to the tool's output schema.
  public init(content: [ContentBlock], structured: [UInt8]? = nil, isError: Bool = false) {
    self.content = content
    self.structured = structured
    showsStructured = false
    self.isError = isError
  }

  /// Structured content, and the same JSON in a text block, for clients that look at only one of them.
  /// - Parameter structured: the bytes of a JSON object that conforms to the tool's output schema.
  public init(structured: [UInt8]) {
    content = []
    self.structured = structured
    showsStructured = true
    isError = false
  }

  /// A record as structured content and as text.
  public init(_ record: some Record) { self.init(structured: record.jsonBytes) }

  public static func text(_ text: String) -> ToolResult { ToolResult(content: [.text(text)]) }

  public static func failure(_ text: String) -> ToolResult { ToolResult(content: [.text(text)], isError: true) }

  /// Writes the members of the result object.
  func write(for version: ProtocolVersion, to writer: inout JSONWriter) {
    writer.opening(#""content":["#)
    for block in content { block.write(for: version, to: &writer) }
    if showsStructured, let structured { ContentBlock.write(text: structured, to: &writer) }
    writer.endArray()
    if version >= .v2025_06_18, let structured {
      writer.key(known: "structuredContent")
      writer.raw(structured)
    }
    if isError { writer.member("isError", true) }
  }
}
