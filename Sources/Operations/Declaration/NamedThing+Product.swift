public import JSON

/// What the product knows by name.
extension NamedThing {
  /// A service of the project, by local name.
  public static let service = Self("service")
  public static let environment = Self("environment")
  public static let model = Self("model")
  /// A page of the documentation.
  public static let page = Self("page")
  /// A section of the context document.
  public static let section = Self("section")
  public static let tool = Self("tool")
}
