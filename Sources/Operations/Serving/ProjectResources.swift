import JSON
import JSONRPC
import MCP
import Projects

/// What clients can read of a project. Never a secret.
enum ProjectResources {
  static func all(_ services: Services) -> [Resource] {
    [
      Resource(
        uri: ProjectResource.uri, name: "project", title: "Project status",
        description: "Services, plans, variable names, what is unfinished and what to do next.",
        mimeType: "application/json"
      ) { context in
        .text(try await json(of: AnyOperation(GetProjectStatus.self), [:], context, services))
      },
      Resource(
        uri: ProjectResource.context, name: "llm-context", title: "How to call models from this project",
        description: "Endpoint, examples, models, limits and errors, for whoever writes code here.",
        mimeType: "text/markdown"
      ) { context in
        let text = try await perform(services) {
          try await $0.llmContext(ContextRequest(tools: OperationCatalog.tools)).result.text
        }
        // As the tool says it.
        return .text(Face.tools.text(text))
      },
      Resource(
        uri: "modelgates://catalog", name: "catalog", title: "Catalog",
        description: "Services that can be added, with plans and prices.", mimeType: "application/json"
      ) { context in
        .text(try await json(of: AnyOperation(SearchCatalog.self), [:], context, services))
      },
    ] + SkillResources.all(services)
  }

  static func model(_ services: Services) -> ResourceTemplate {
    ResourceTemplate(
      template: URITemplate("modelgates://models/{author}/{slug}"), name: "model", title: "Model",
      description: "Context, prices, modalities and parameters of one model.", mimeType: "application/json",
      completions: [
        "author": { prefix, _ in
          let authors = try await identifiers(services).map { $0.author }
          return Set(authors.filter { $0.hasPrefix(prefix) }).sorted()
        },
        "slug": { prefix, known in
          try await identifiers(services)
            .filter { (known["author"] ?? $0.author) == $0.author && $0.slug.hasPrefix(prefix) }
            .map(\.slug).sorted()
        },
      ]
    ) { variables, context in
      let identifier = "\(variables["author"] ?? "")/\(variables["slug"] ?? "")"
      do {
        return .text(try await json(of: AnyOperation(GetModel.self), ["model": .string(identifier)], context, services))
      } catch let error as RPCError where namesNoModel(error) {
        throw ResourceNotFound()
      }
    }
  }

  /// What can't be an identifier names no model either.
  private static func namesNoModel(_ error: RPCError) -> Bool {
    guard let code = error.data?["error"]?["code"]?.string else { return false }
    return code.hasSuffix("not_found") || code == "invalid_request"
  }

  private static func identifiers(_ services: Services) async throws -> [(author: String, slug: String)] {
    let identifiers = try await withTaskExecutorPreference(services.pool) {
      try await services.project().modelIdentifiers()
    }
    return identifiers.compactMap { identifier in
      let parts = identifier.split(separator: "/", maxSplits: 1).map(String.init)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
  }

  private static func json(
    of operation: AnyOperation, _ arguments: JSONObject, _ context: RequestContext, _ services: Services
  ) async throws -> String {
    try await perform(services) { project in
      let context = OperationContext(project: project, asker: ElicitationAsker(context: context), reporter: { _ in })
      return String(decoding: try await operation.run(arguments, context).structured, as: UTF8.self)
    }
  }

  /// The one place where what goes wrong with a resource becomes an error of the protocol, which says what and what to do.
  static func perform(
    _ services: Services, _ body: @Sendable (Project) async throws -> String
  ) async throws -> String {
    do {
      return try await withTaskExecutorPreference(services.pool) {
        try Task.checkCancellation()
        return try await body(services.project())
      }
    } catch let error as ProjectError {
      let error = error.spelled(for: .tools)
      let content = try? JSON(
        parsing: OperationFailureContent(error).jsonBytes, limits: JSONLimits(depth: 32, bytes: 1 << 20))
      throw RPCError(code: -32603, message: error.message, data: content)
    }
  }
}
