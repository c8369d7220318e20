public import JSON

/// What a tool gives back: content for the model, and the same as structured content for programs.
public struct ToolResult: Sendable {
  public let content: [ContentBlock]
  /// The bytes of a JSON object that conforms to the tool's output schema.
  public let structured: [UInt8]?
  public let isError: Bool

  public init(content: [ContentBlock], structured: [UInt8]? = nil, isError: Bool = false) {
    self.content = content
    self.structured = structured
    self.isError = isError
  }

  /// A record as structured content, and as the same JSON in a text block, for clients that look at only one of them.
  public init(_ record: some Record) {
    let bytes = record.jsonBytes
    self.init(content: [.text(bytes)], structured: bytes)
  }

  public static func text(_ text: String) -> ToolResult { ToolResult(content: [.text(text)]) }

  public static func failure(_ text: String) -> ToolResult { ToolResult(content: [.text(text)], isError: true) }

  func write(for version: ProtocolVersion, to writer: inout JSONWriter) {
    writer.opening(#""content":["#)
    for block in content { block.write(for: version, to: &writer) }
    writer.endArray()
    if version >= .v2025_06_18, let structured {
      writer.key(known: "structuredContent")
      writer.raw(structured)
    }
    if isError { writer.member("isError", true) }
  }
}
