import JSON
import JSONRPC

/// A message that a person picks from their client to start a task with.
public struct Prompt: Sendable {
  public let name: String
  public let title: String
  public let description: String
  public let arguments: [Argument]
  let messages: @Sendable (_ arguments: [String: String], RequestContext) async throws -> [Message]

  public struct Argument: Sendable {
    public let name: String
    public let description: String
    public let isRequired: Bool
    let completion: Completion?

    public init(name: String, description: String, isRequired: Bool = false, completion: Completion? = nil) {
      self.name = name
      self.description = description
      self.isRequired = isRequired
      self.completion = completion
    }
  }

  public struct Message: Sendable {
    public enum Role: String, Sendable { case user, assistant }
    public let role: Role
    public let content: ContentBlock

    public init(_ role: Role, _ content: ContentBlock) {
      self.role = role
      self.content = content
    }
  }

  public init(
    name: String, title: String, description: String, arguments: [Argument] = [],
    messages: @escaping @Sendable (_ arguments: [String: String], RequestContext) async throws -> [Message]
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.arguments = arguments
    self.messages = messages
  }
}

extension Method {
  static func listPrompts(_ context: RequestContext) throws(RPCError) -> Reply {
    let page = try Page(of: context.server.prompts, params: context.request.params)
    return context.result(cache: .fixed) { writer in
      writer.key("prompts")
      writer.beginArray()
      for prompt in page.elements { prompt.write(for: context.version, to: &writer) }
      writer.endArray()
      writer.optionalMember("nextCursor", page.nextCursor)
    }
  }

  /// `prompts/get`. Unknown names and missing or unknown arguments are -32602.
  static func getPrompt(_ context: RequestContext) async throws -> Reply {
    let prompt = try prompt(named: context.parameters.name, context)
    var arguments: [String: String] = [:]
    let given = context.parameters.arguments ?? [:]
    guard case .object(let members) = given else {
      throw RPCError.invalidParams("\"arguments\" must be an object, not \(given.kind).")
    }
    for (name, value) in members {
      guard prompt.arguments.contains(where: { $0.name == name }), case .string(let text) = value else {
        throw RPCError.invalidParams("\"\(name.prefix(64))\" is no argument of this prompt, or not a string.")
      }
      arguments[name] = text
    }
    for argument in prompt.arguments where argument.isRequired && arguments[argument.name] == nil {
      throw RPCError.invalidParams("The argument \"\(argument.name)\" is required.")
    }
    let messages = try await prompt.messages(arguments, context)
    return context.result { writer in
      writer.member("description", prompt.description)
      writer.key("messages")
      writer.beginArray()
      for message in messages {
        writer.beginObject()
        writer.member("role", message.role.rawValue)
        writer.key("content")
        message.content.write(for: context.version, to: &writer)
        writer.endObject()
      }
      writer.endArray()
    }
  }

  static func prompt(named name: JSON?, _ context: RequestContext) throws(RPCError) -> Prompt {
    guard case .string(let name)? = name else { throw .invalidParams("\"name\" must be a string.") }
    guard let prompt = context.server.prompts.first(where: { $0.name == name }) else {
      throw .invalidParams("Unknown prompt: \(name.prefix(128)).")
    }
    return prompt
  }
}

extension Prompt {
  fileprivate func write(for version: ProtocolVersion, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", name)
    if version >= .v2025_06_18 { writer.member("title", title) }
    writer.member("description", description)
    writer.key("arguments")
    writer.beginArray()
    for argument in arguments {
      writer.beginObject()
      writer.member("name", argument.name)
      writer.member("description", argument.description)
      writer.member("required", argument.isRequired)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}
