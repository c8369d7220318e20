import JSON
public import JSONRPC

/// A row of the method table: a method's name, the revisions that have it, what a server must offer for it, and its answer.
public struct Method: Sendable {
  enum Feature: Sendable { case always, tools, resources, prompts, completions }

  let versions: ClosedRange<ProtocolVersion>
  let feature: Feature
  let answer: @Sendable (RequestContext) throws(RPCError) -> Answer

  /// Everything that a client may ask, but for `initialize`, which a transport answers by beginning a session.
  static let table: [String: Method] = [
    "server/discover": now(.modern ... .modern, .always, discover),
    "ping": now(.v2024_11_05 ... .newestLegacy, .always, ping),
    "tools/list": now(.v2024_11_05 ... .modern, .tools, listTools),
    "tools/call": Method(versions: .v2024_11_05 ... .modern, feature: .tools, answer: callTool),
    "resources/list": now(.v2024_11_05 ... .modern, .resources, listResources),
    "resources/templates/list": now(.v2024_11_05 ... .modern, .resources, listResourceTemplates),
    "resources/read": later(.v2024_11_05 ... .modern, .resources, readResource),
    "resources/subscribe": now(.v2024_11_05 ... .newestLegacy, .resources, subscribe),
    "resources/unsubscribe": now(.v2024_11_05 ... .newestLegacy, .resources, unsubscribe),
    "prompts/list": now(.v2024_11_05 ... .modern, .prompts, listPrompts),
    "prompts/get": later(.v2024_11_05 ... .modern, .prompts, getPrompt),
    "completion/complete": later(.v2024_11_05 ... .modern, .completions, complete),
    "logging/setLevel": now(.v2024_11_05 ... .newestLegacy, .always, setLogLevel),
    "subscriptions/listen": Method(versions: .modern ... .modern, feature: .always, answer: listen),
  ]

  /// Nearly every request is this one, and finding it in the table takes longer.
  private static let callingATool = table["tools/call"]

  private static func row(named name: String) -> Method? { name == "tools/call" ? callingATool : table[name] }

  private func isOffered(by server: Server) -> Bool {
    switch feature {
    case .always: true
    case .tools: !server.tools.isEmpty
    case .resources: server.hasResources
    case .prompts: !server.prompts.isEmpty
    case .completions: server.hasCompletions
    }
  }

  /// - Throws: -32601 when the server doesn't offer the method in a revision.
  static func named(_ name: String, of server: Server, in version: ProtocolVersion) throws(RPCError) -> Method {
    guard let method = row(named: name), method.versions.contains(version), method.isOffered(by: server) else {
      throw .methodNotFound(name)
    }
    return method
  }

  /// A method that is answered in place.
  private static func now(
    _ versions: ClosedRange<ProtocolVersion>, _ feature: Feature,
    _ answer: @escaping @Sendable (RequestContext) throws(RPCError) -> Reply
  ) -> Method {
    Method(versions: versions, feature: feature) { context throws(RPCError) in .now(try answer(context)) }
  }

  /// A method that may take its time, in a task of its own.
  private static func later(
    _ versions: ClosedRange<ProtocolVersion>, _ feature: Feature,
    _ answer: @escaping @Sendable (RequestContext) async throws -> Reply
  ) -> Method {
    Method(versions: versions, feature: feature) { context in
      .later {
        do {
          return try await answer(context)
        } catch {
          return reply(failing: error, context)
        }
      }
    }
  }

  /// The one place where what a feature throws becomes a wire answer; nil for none.
  static func reply(failing error: any Error, _ context: RequestContext) -> Reply? {
    switch error {
    case let error as RPCError: return .error(error)
    case let required as InputRequired: return context.reply(asking: required)
    case is CancellationError: return nil
    default:
      context.server.log(ServerEvent(name: "request_failed", method: context.request.method, error: error))
      return .error(.internalError)
    }
  }
}

extension Server {
  /// The method that a request names.
  /// - Throws: -32601 when the server doesn't offer it in a revision.
  public func method(_ name: String, in version: ProtocolVersion) throws(RPCError) -> Method {
    try Method.named(name, of: self, in: version)
  }

  /// Decides how a request is answered.
  func answer(in context: RequestContext) -> Answer {
    do throws(RPCError) {
      return try method(context.request.method, in: context.version).answer(in: context)
    } catch {
      return .now(.error(error))
    }
  }
}

extension Method {
  /// Decides how a request for this method is answered.
  public func answer(in context: RequestContext) -> Answer {
    guard let observer = context.server.observer else { return unobserved(in: context) }
    let operation = ObservedOperation(context, observer)
    return operation.observing(unobserved(in: context))
  }

  private func unobserved(in context: RequestContext) -> Answer {
    do throws(RPCError) {
      return try answer(context)
    } catch {
      return .now(.error(error))
    }
  }
}
