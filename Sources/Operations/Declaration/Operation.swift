public import JSON
public import Projects

/// Something that the product can do, declared once: the MCP server lists it as a tool, the command line offers it as a
/// command, and schemas and documents are generated from it.
///
/// The type's `@Field`s are the input. See docs/ADDING_AN_OPERATION.md.
public protocol Operation: Record {
  associatedtype Output: Record

  /// The tool's name, in snake_case.
  static var name: String { get }
  /// For people, in a few words.
  static var title: String { get }
  /// When to use it and what comes back; at most 300 characters.
  static var summary: String { get }
  static var effect: Effect { get }
  static var command: Command { get }

  /// Does it. Runs on a thread that may block.
  /// - Throws: `ProjectError` with a stable code and what to do next.
  func run(in context: OperationContext) async throws -> Outcome<Output>

  /// What a command prints of the output; nil for the general form, which is derived from the output's fields.
  static func text(of output: Output) -> String?

  /// The output for people at a terminal, where its fields are better for programs; nil for the fields.
  func shown(of output: Output) -> JSONObject?
}

extension Operation {
  public static func text(of output: Output) -> String? { nil }
  public func shown(of output: Output) -> JSONObject? { nil }
}
