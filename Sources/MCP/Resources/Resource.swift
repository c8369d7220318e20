import JSON
import JSONRPC

/// Something that a client may read by its address.
public struct Resource: Sendable {
  public let uri: String
  public let name: String
  public let title: String
  public let description: String
  public let mimeType: String
  let cache: CacheHint
  let read: @Sendable (RequestContext) async throws -> ResourceContents.Body

  public init(
    uri: String, name: String, title: String, description: String, mimeType: String, cache: CacheHint = .live,
    read: @escaping @Sendable (RequestContext) async throws -> ResourceContents.Body
  ) {
    self.uri = uri
    self.name = name
    self.title = title
    self.description = description
    self.mimeType = mimeType
    self.cache = cache
    self.read = read
  }
}

extension Method {
  static func listResources(_ context: RequestContext) throws(RPCError) -> Reply {
    let page = try Page(of: context.server.resources, params: context.request.params)
    return context.result(cache: .fixed) { writer in
      writer.key("resources")
      writer.beginArray()
      for resource in page.elements {
        writer.beginObject()
        writer.member("uri", resource.uri)
        writeCommon(resource.name, resource.title, resource.description, resource.mimeType, context, to: &writer)
        writer.endObject()
      }
      writer.endArray()
      writer.optionalMember("nextCursor", page.nextCursor)
    }
  }

  static func writeCommon(
    _ name: String, _ title: String, _ description: String, _ mimeType: String, _ context: RequestContext,
    to writer: inout JSONWriter
  ) {
    writer.member("name", name)
    if context.version >= .v2025_06_18 { writer.member("title", title) }
    writer.member("description", description)
    writer.member("mimeType", mimeType)
  }
}
