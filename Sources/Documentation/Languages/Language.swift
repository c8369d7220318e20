/// A programming language with code that calls models as it stands.
///
/// Each piece of code is without its fence, and is made for a ``CallTarget``.
public struct Language: Sendable {
  /// What a file or a section is called by: `[a-z]`.
  public let name: String
  public let title: String
  /// What follows the backticks of a block of code.
  let fence: String
  /// What has to be installed, and how the program gets its variables from the env file; sentences in Markdown.
  public let setup: @Sendable (CallTarget) -> String
  /// One call, as short as it can be.
  public let call: @Sendable (CallTarget) -> String
  /// A program that prints an answer while it comes.
  public let stream: @Sendable (CallTarget) -> String
  /// A function or program that tells temporary failures from others and repeats the first.
  public let retries: @Sendable (CallTarget) -> String
  /// What goes wrong in this language; items of a Markdown list.
  public let traps: [String]

  /// All of them, in the order in which the documentation has them.
  public static let all: [Language] = [python, javascript, go, ruby, java, php, csharp, swift]

  /// A block of Markdown with the code.
  public func block(_ code: String) -> String { "```\(fence)\n\(code)\n```" }
}

/// What the examples call, and with which key.
public struct CallTarget: Sendable {
  /// Of the API, without a slash at the end.
  public let address: String
  /// The environment variable that holds the key.
  public let keyVariable: String
  /// File that the variable is in.
  public let envFile: String
  public let model: String

  public init(address: String, keyVariable: String, envFile: String, model: String) {
    self.address = address
    self.keyVariable = keyVariable
    self.envFile = envFile
    self.model = model
  }

  /// What the documentation shows.
  public static let documented = CallTarget(
    address: "https://modelgates.ai/api/v1", keyVariable: "MODELGATES_API_KEY", envFile: ".env",
    model: "openai/gpt-4.1-mini")
}
