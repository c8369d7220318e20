public import MCP

extension Server {
  /// The product's server: operations as tools, the project as resources, the seed tasks as prompts.
  public convenience init(
    operations: [AnyOperation], services: Services, stateSealer: any StateSealer,
    sleep: @escaping @Sendable (Duration) async throws -> Void, log: @escaping @Sendable (ServerEvent) -> Void,
    observer: (any OperationObserver)? = nil
  ) {
    self.init(
      info: Implementation(
        name: Product.name, version: Product.version, title: Product.title, websiteURL: "https://modelgates.ai"),
      instructions: Instructions.text,
      tools: operations.map { Tool($0, services: services) },
      resources: ProjectResources.all(services),
      resourceTemplates: [ProjectResources.model(services), DocumentationResource.template]
        + SkillResources.templates(services),
      prompts: Prompts.all(services, tools: Set(operations.map(\.name))),
      stateSealer: stateSealer, sleep: sleep, log: log, observer: observer)
  }
}
