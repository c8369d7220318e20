import MCP
import Projects

/// Tasks that a person can start from their client's menu.
enum Prompts {
  /// Those that can be done with these tools.
  static func all(_ services: Services, tools: Set<String>) -> [Prompt] {
    [("add_service", addModelGates), ("rotate_key", rotateKey(services)), ("search_catalog", browseCatalog)]
      .filter { tool, _ in tools.contains(tool) }.map { _, prompt in prompt }
  }

  private static let addModelGates = Prompt(
    name: "add_modelgates", title: "Add ModelGates to this project",
    description: "Sets this project up to call AI models.",
    arguments: [
      Prompt.Argument(name: "plan", description: "free (default) or pay-as-you-go.") { prefix, _ in
        ["free", "pay-as-you-go"].filter { $0.hasPrefix(prefix) }
      }
    ]
  ) { arguments, _ in
    let plan = arguments["plan"].map { " Use the \($0) plan." } ?? ""
    return ask(
      "Add ModelGates to this project so I can call AI models.\(plan) Call add_service with service \"modelgates/api\", "
        + "then llm_context, and show me one minimal call in this project's language that reads MODELGATES_API_KEY "
        + "from the environment. Don't read .env.")
  }

  private static func rotateKey(_ services: Services) -> Prompt {
    Prompt(
      name: "rotate_key", title: "Rotate my ModelGates API key",
      description: "Replaces a key without a moment in which none works.",
      arguments: [
        Prompt.Argument(name: "service", description: "Local name; default: the only one.") { prefix, _ in
          try await withTaskExecutorPreference(services.pool) {
            try await services.project().listServices().result.services.map(\.name).filter { $0.hasPrefix(prefix) }
          }
        }
      ]
    ) { arguments, _ in
      let service = arguments["service"].map { " of \($0)" } ?? ""
      return ask(
        "Rotate my ModelGates API key\(service). Call list_services if the name isn't clear, then rotate_key, and tell me "
          + "which variables changed and what has to be restarted to see the new key.")
    }
  }

  private static let browseCatalog = Prompt(
    name: "browse_catalog", title: "What AI services are available?",
    description: "Shows the catalog and what it costs.",
    arguments: [Prompt.Argument(name: "query", description: "What you need, in a few words.")]
  ) { arguments, _ in
    let query = arguments["query"].map { " I need: \($0)." } ?? ""
    return ask(
      "What AI services are available in the catalog?\(query) Call search_catalog and list_models, and compare what fits: "
        + "plans, prices per million tokens, context, and what is free.")
  }

  private static func ask(_ text: String) -> [Prompt.Message] { [Prompt.Message(.user, .text(text))] }
}
