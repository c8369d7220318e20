import JSON

/// A piece of content in a tool's result or a prompt's message.
public enum ContentBlock: Sendable {
  /// UTF-8 text as bytes; JSON that is shown as text need not become a String first.
  case text([UInt8])
  /// Base64 data.
  case image(base64: String, mimeType: String)
  case audio(base64: String, mimeType: String)
  case resource(ResourceContents)
  case resourceLink(uri: String, name: String, description: String?, mimeType: String?)

  public static func text(_ text: String) -> ContentBlock { .text(Array(text.utf8)) }

  /// Writes the block; kinds that a revision doesn't know become text.
  func write(for version: ProtocolVersion, to writer: inout JSONWriter) {
    if case .text(let text) = self { return Self.write(text: text, to: &writer) }
    writer.beginObject()
    switch self {
    case .text: break
    case .image(let data, let mimeType):
      writeBlob("image", data, mimeType, to: &writer)
    case .audio(let data, let mimeType) where version >= .v2025_03_26:
      writeBlob("audio", data, mimeType, to: &writer)
    case .audio(_, let mimeType):
      writer.member("type", "text")
      writer.member("text", "(\(mimeType), which this protocol revision can't carry)")
    case .resource(let contents):
      writer.member("type", "resource")
      writer.key("resource")
      contents.write(to: &writer)
    case .resourceLink(let uri, let name, let description, let mimeType) where version >= .v2025_06_18:
      writer.member("type", "resource_link")
      writer.member("uri", uri)
      writer.member("name", name)
      writer.optionalMember("description", description)
      writer.optionalMember("mimeType", mimeType)
    case .resourceLink(let uri, let name, _, _):
      writer.member("type", "text")
      writer.member("text", "\(name): \(uri)")
    }
    writer.endObject()
  }

  /// Writes a text block.
  /// - Parameter text: UTF-8.
  static func write(text: [UInt8], to writer: inout JSONWriter) {
    writer.opening(#"{"type":"text","text":"#)
    writer.value(utf8: text)
    writer.endObject()
  }

  private func writeBlob(_ type: String, _ data: String, _ mimeType: String, to writer: inout JSONWriter) {
    writer.member("type", type)
    writer.member("data", data)
    writer.member("mimeType", mimeType)
  }
}
