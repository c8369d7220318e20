import Files

/// Why an env file can't be read or changed. No message contains a value.
public struct EnvFileError: Error, Sendable, Equatable, CustomStringConvertible, StorageError {
  /// What went wrong, as an open set.
  public struct Code: Sendable, Hashable {
    public let text: String
    public init(_ text: String) { self.text = text }

    /// The value can't be written so that all usual readers read it the same.
    public static let unrepresentableValue = Code("unrepresentable_value")
    /// A comment must be one line of printable text.
    public static let unprintableComment = Code("unprintable_comment")
    /// The change would alter the meaning of other lines, because quotes in the file aren't closed.
    public static let unbalancedQuotes = Code("unbalanced_quotes")
    /// The path of the output file leaves the project.
    public static let outsideProject = Code("outside_project")
    /// The file, or a folder on the way to it, is a symbolic link.
    public static let symbolicLink = Code("symbolic_link")
    public static let tooLarge = Code("too_large")
    /// Someone else kept changing the file while it was being written.
    public static let keepsChanging = Code("keeps_changing")
    /// Another process holds the lock on the project's files, and still did when the wait was over.
    public static let locked = Code("locked")
    /// It is written, but the system could not say that it would survive a crash of the machine.
    public static let notDurable = Code("not_durable")
    /// The system refused to read or write.
    public static let inaccessible = Code("inaccessible")
  }

  public let code: Code
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension EnvFileError {
  init(_ error: ProjectFileError) { self.init(Self.code(for: error.code), error.message) }

  /// An env file is read and written as the project's own files are.
  static func code(for failure: FileError.Code) -> Code { code(for: ProjectFileError.code(for: failure)) }

  private static func code(for failure: ProjectFileError.Code) -> Code {
    switch failure {
    case .symbolicLink: .symbolicLink
    case .tooLarge: .tooLarge
    case .keepsChanging: .keepsChanging
    case .locked: .locked
    case .notDurable: .notDurable
    default: .inaccessible
    }
  }

  static func unrepresentable(_ reason: String) -> EnvFileError {
    EnvFileError(.unrepresentableValue, "The value contains \(reason), which readers of env files don't agree on.")
  }

  static let unprintableComment = EnvFileError(.unprintableComment, "A comment must be one line of printable text.")

  static func unbalancedQuotes(_ name: VariableName) -> EnvFileError {
    EnvFileError(
      .unbalancedQuotes,
      "\(name) can't be changed without changing the meaning of other lines: a quote in the file isn't closed.")
  }
}
