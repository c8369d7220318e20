import MCP
public import Projects

extension OperationCatalog {
  /// The operations as the skills name them.
  public static let tools = all.map { operation in
    ToolEntry(
      name: operation.name, command: operation.command.text, title: operation.title,
      destroys: operation.effect.annotations.destructive, mayCost: operation.effect.mayCost)
  }
}
