/// Why a file operation failed.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What kind of failure: an open set.
  public struct Code: Hashable, Sendable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }

  public let code: Code
  /// The path as it was given.
  public let path: String
  /// The system's error number; 0 where the refusal is our own.
  public let errno: Int32
  /// A sentence that says what failed and on which path.
  public let message: String

  public init(_ code: Code, path: String, errno: Int32 = 0, _ message: String) {
    self.code = code
    self.path = path
    self.errno = errno
    self.message = message
  }

  public var description: String { message }
}

extension FileError.Code {
  public static let exists = Self(rawValue: "exists")
  /// The file belongs to another user.
  public static let foreignOwner = Self(rawValue: "foreign_owner")
  public static let invalidPath = Self(rawValue: "invalid_path")
  public static let io = Self(rawValue: "io")
  /// Somebody else holds the lock, and still did when the wait was over.
  public static let locked = Self(rawValue: "locked")
  /// Others than the owner may read or write what should be private.
  public static let loosePermissions = Self(rawValue: "loose_permissions")
  /// Neither `$HOME` nor the user database names a home folder.
  public static let noHome = Self(rawValue: "no_home")
  public static let noSpace = Self(rawValue: "no_space")
  public static let notDirectory = Self(rawValue: "not_directory")
  /// The file is written, but the system could not say that it would survive a crash of the machine.
  public static let notDurable = Self(rawValue: "not_durable")
  public static let notEmpty = Self(rawValue: "not_empty")
  public static let notFound = Self(rawValue: "not_found")
  public static let notRegularFile = Self(rawValue: "not_regular_file")
  public static let permissionDenied = Self(rawValue: "permission_denied")
  public static let readOnlyFileSystem = Self(rawValue: "read_only_file_system")
  public static let symbolicLink = Self(rawValue: "symbolic_link")
  public static let tooLarge = Self(rawValue: "too_large")
  public static let tooManyOpenFiles = Self(rawValue: "too_many_open_files")
}
