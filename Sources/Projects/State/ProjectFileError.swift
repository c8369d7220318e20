import Files

/// Why a file of the project (its state, journal, ignore rules or lock) can't be used. The file is left as it is.
public struct ProjectFileError: Error, Sendable, Equatable, CustomStringConvertible, StorageError {
  /// What went wrong, as an open set.
  public struct Code: Sendable, Hashable {
    public let text: String
    public init(_ text: String) { self.text = text }

    /// The content isn't what this file holds.
    public static let damaged = Code("damaged")
    /// A merge left its marks in the file.
    public static let conflictMarkers = Code("conflict_markers")
    /// A later version of ModelGates wrote the file.
    public static let newerVersion = Code("newer_version")
    public static let tooLarge = Code("too_large")
    /// A name is taken already.
    public static let exists = Code("exists")
    /// The file, or a folder of the project on the way to it, is a symbolic link.
    public static let symbolicLink = Code("symbolic_link")
    /// Another process holds the lock, and still did when the wait was over.
    public static let locked = Code("locked")
    /// Someone else kept changing the file while it was being written.
    public static let keepsChanging = Code("keeps_changing")
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

extension ProjectFileError {
  static func code(for failure: FileError.Code) -> Code {
    switch failure {
    case .symbolicLink: .symbolicLink
    case .tooLarge: .tooLarge
    case .locked: .locked
    case .exists: .exists
    case .notDurable: .notDurable
    default: .inaccessible
    }
  }

  static func symbolicLink(_ path: FilePath) -> ProjectFileError {
    ProjectFileError(
      .symbolicLink, "\(path) is a symbolic link, which could lead out of the project; replace it by a folder.")
  }
}
