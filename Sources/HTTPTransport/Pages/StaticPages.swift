import HTTP

/// Texts that a server gives to whoever asks for their path: the same for everybody, and nothing of a project.
public struct StaticPages: Sendable {
  public struct Page: Sendable {
    /// `text/markdown; charset=utf-8`
    public let contentType: String
    /// Made when it is asked for.
    public let text: @Sendable () -> String

    public init(contentType: String, text: @escaping @Sendable () -> String) {
      self.contentType = contentType
      self.text = text
    }
  }

  private let pages: [String: Page]

  /// - Parameter pages: by path, `/docs/quickstart.md`.
  public init(_ pages: [String: Page] = [:]) { self.pages = pages }

  /// What is below `/docs/` and isn't MCP.
  static func isPath(_ path: String) -> Bool { path.hasPrefix("/docs/") }

  /// What a request asks for.
  struct Document {
    fileprivate let page: Page
    /// The request's `If-None-Match`.
    fileprivate let known: String?

    var response: OutgoingResponse {
      let body = Array(page.text().utf8)
      let tag = StaticPages.tag(of: body)
      var fields: HTTPFields = ["ETag": tag, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"]
      if let known, StaticPages.matches(known, tag) {
        // The body isn't sent; its length stands in the head, as it would with 200.
        return OutgoingResponse(status: 304, fields: fields, body: body)
      }
      fields.append("Content-Type", page.contentType)
      return OutgoingResponse(status: 200, fields: fields, body: body)
    }
  }

  /// - Throws: 404 for a path that has no page.
  func document(for head: RequestHead) throws(Refusal) -> Document {
    guard let page = pages[head.path] else { throw .notFound }
    return Document(page: page, known: head.fields["if-none-match"])
  }

  /// Whether a list of entity tags has this one (RFC 9110 section 13.1.2): compared weakly, `*` is any.
  private static func matches(_ field: String, _ tag: String) -> Bool {
    field.split(separator: ",").contains { entry in
      let entry = entry.drop { $0 == " " || $0 == "\t" }
      let known = entry.prefix { $0 != " " && $0 != "\t" }
      return known == "*" || known == tag || known == "W/\(tag)"
    }
  }

  /// 64 bits of FNV-1a: who could find a collision would have to change the program's own pages.
  private static func tag(of bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    return "\"\(String(hash, radix: 16))\""
  }
}
