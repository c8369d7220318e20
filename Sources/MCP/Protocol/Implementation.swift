import JSON

/// How a server introduces itself (`Implementation` of the schema).
public struct Implementation: Sendable {
  /// A short identifier: `modelgates`.
  public let name: String
  public let version: String
  /// For people: `ModelGates`.
  public let title: String
  public let websiteURL: String?

  public init(name: String, version: String, title: String, websiteURL: String? = nil) {
    self.name = name
    self.version = version
    self.title = title
    self.websiteURL = websiteURL
  }

  func bytes(for protocolVersion: ProtocolVersion) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("name", name)
    if protocolVersion >= .v2025_06_18 { writer.member("title", title) }
    writer.member("version", version)
    if protocolVersion >= .v2025_11_25, let websiteURL { writer.member("websiteUrl", websiteURL) }
    writer.endObject()
    return writer.finish()
  }
}
