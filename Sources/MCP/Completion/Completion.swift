import JSON
import JSONRPC

/// Suggests values for an argument: gets what was typed so far and the other arguments that are known, returns matches, best first.
public typealias Completion = @Sendable (_ prefix: String, _ known: [String: String]) async throws -> [String]

extension Method {
  /// `completion/complete` for a prompt's argument or a resource template's variable.
  static func complete(_ context: RequestContext) async throws -> Reply {
    guard let argument = context.request.params?["argument"]?["name"]?.string,
      let prefix = context.request.params?["argument"]?["value"]?.string
    else { throw RPCError.invalidParams("\"argument\" must have a \"name\" and a \"value\".") }
    var known: [String: String] = [:]
    for (name, value) in context.request.params?["context"]?["arguments"]?.object ?? [:] { known[name] = value.string }

    let completion = try completion(for: context.request.params?["ref"], argument, context)
    let values = try await completion?(prefix, known) ?? []
    return context.result { writer in
      writer.key("completion")
      writer.beginObject()
      writer.key("values")
      writer.beginArray()
      for value in values.prefix(100) { writer.value(value) }
      writer.endArray()
      writer.member("total", Int64(values.count))
      writer.member("hasMore", values.count > 100)
      writer.endObject()
    }
  }

  private static func completion(
    for reference: JSON?, _ argument: String, _ context: RequestContext
  ) throws(RPCError) -> Completion? {
    switch reference?["type"]?.string {
    case "ref/prompt":
      let prompt = try prompt(named: reference?["name"], context)
      guard let declared = prompt.arguments.first(where: { $0.name == argument }) else {
        throw .invalidParams("The prompt has no argument \"\(argument.prefix(64))\".")
      }
      return declared.completion
    case "ref/resource":
      let uri = reference?["uri"]?.string
      guard let template = context.server.resourceTemplates.first(where: { $0.template.text == uri }) else {
        throw .invalidParams("Unknown resource template.")
      }
      guard template.template.variables.contains(argument) else {
        throw .invalidParams("The template has no variable \"\(argument.prefix(64))\".")
      }
      return template.completions.first { $0.key == argument }?.value
    default:
      throw .invalidParams("\"ref\" must be a \"ref/prompt\" or a \"ref/resource\".")
    }
  }
}
