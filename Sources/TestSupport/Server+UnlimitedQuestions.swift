public import MCP

extension Server {
  /// A server whose questions to the client wait as long as the test does.
  public convenience init(
    info: Implementation, instructions: String, tools: [Tool] = [], resources: [Resource] = [],
    resourceTemplates: [ResourceTemplate] = [], prompts: [Prompt] = [], changes: ListChanges = [],
    stateSealer: (any StateSealer)? = nil
  ) {
    self.init(
      info: info, instructions: instructions, tools: tools, resources: resources, resourceTemplates: resourceTemplates,
      prompts: prompts, changes: changes, stateSealer: stateSealer,
      sleep: { _ in try await Task.sleep(for: .seconds(3600)) })
  }
}
