import JSON

/// The contents of a resource.
public struct ResourceContents: Sendable {
  public enum Body: Sendable {
    case text(String)
    /// Base64 data.
    case blob(base64: String)
  }

  public let uri: String
  public let mimeType: String?
  public let body: Body

  public init(uri: String, mimeType: String?, body: Body) {
    self.uri = uri
    self.mimeType = mimeType
    self.body = body
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("uri", uri)
    writer.optionalMember("mimeType", mimeType)
    switch body {
    case .text(let text): writer.member("text", text)
    case .blob(let data): writer.member("blob", data)
    }
    writer.endObject()
  }
}
