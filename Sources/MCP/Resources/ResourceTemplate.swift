import JSON
import JSONRPC

/// A family of resources whose addresses differ in some variables.
public struct ResourceTemplate: Sendable {
  public let template: URITemplate
  public let name: String
  public let title: String
  public let description: String
  public let mimeType: String
  let cache: CacheHint
  /// By variable, what may stand for it. A list, since a dictionary of so few takes longer to make.
  let completions: KeyValuePairs<String, Completion>
  let read: @Sendable (_ variables: [String: String], RequestContext) async throws -> ResourceContents.Body

  /// - Parameter read: throws `ResourceNotFound` when there is none for the variables.
  public init(
    template: URITemplate, name: String, title: String, description: String, mimeType: String,
    cache: CacheHint = .live, completions: KeyValuePairs<String, Completion> = [:],
    read: @escaping @Sendable (_ variables: [String: String], RequestContext) async throws -> ResourceContents.Body
  ) {
    self.template = template
    self.name = name
    self.title = title
    self.description = description
    self.mimeType = mimeType
    self.cache = cache
    self.completions = completions
    self.read = read
  }
}

/// There is no resource at the address that was asked for.
public struct ResourceNotFound: Error, Sendable {
  public init() {}
}

extension Method {
  static func listResourceTemplates(_ context: RequestContext) throws(RPCError) -> Reply {
    let page = try Page(of: context.server.resourceTemplates, params: context.request.params)
    return context.result(cache: .fixed) { writer in
      writer.key("resourceTemplates")
      writer.beginArray()
      for template in page.elements {
        writer.beginObject()
        writer.member("uriTemplate", template.template.text)
        writeCommon(template.name, template.title, template.description, template.mimeType, context, to: &writer)
        writer.endObject()
      }
      writer.endArray()
      writer.optionalMember("nextCursor", page.nextCursor)
    }
  }
}
