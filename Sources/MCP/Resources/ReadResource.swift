import JSON
import JSONRPC

extension Method {
  static func readResource(_ context: RequestContext) async throws -> Reply {
    let uri = try resourceURI(context)
    do {
      if let resource = context.server.resources.first(where: { $0.uri == uri }) {
        return contents(uri, resource.mimeType, try await resource.read(context), resource.cache, context)
      }
      for template in context.server.resourceTemplates {
        guard let variables = template.template.match(uri) else { continue }
        return contents(uri, template.mimeType, try await template.read(variables, context), template.cache, context)
      }
    } catch is ResourceNotFound {
    }
    throw RPCError.resourceNotFound(uri, in: context.version)
  }

  static func resourceURI(_ context: RequestContext) throws(RPCError) -> String {
    guard let uri = context.request.params?["uri"]?.string else { throw .invalidParams("\"uri\" must be a string.") }
    return uri
  }

  private static func contents(
    _ uri: String, _ mimeType: String, _ body: ResourceContents.Body, _ cache: CacheHint, _ context: RequestContext
  ) -> Reply {
    context.result(cache: cache) { writer in
      writer.key("contents")
      writer.beginArray()
      ResourceContents(uri: uri, mimeType: mimeType, body: body).write(to: &writer)
      writer.endArray()
    }
  }
}
