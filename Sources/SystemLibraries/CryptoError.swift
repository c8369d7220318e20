/// Why a cryptographic operation failed. Says nothing of the data.
public struct CryptoError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What kind of failure: an open set.
  public struct Code: Hashable, Sendable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The key is wrong, or what was sealed has been changed.
    public static let authenticationFailed = Self(rawValue: "authentication_failed")
    /// A length, a cost or a text outside of what the operation is defined for.
    public static let invalidInput = Self(rawValue: "invalid_input")
    /// The system has no library for this; the message names the package to install.
    public static let libraryMissing = Self(rawValue: "library_missing")
    /// The library refused what should have worked, as it does without memory.
    public static let failed = Self(rawValue: "failed")
  }

  public let code: Code
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}

extension CryptoError {
  static func invalidInput(_ message: String) -> CryptoError { CryptoError(.invalidInput, message) }

  static var authenticationFailed: CryptoError {
    CryptoError(
      .authenticationFailed, "the sealed data can't be opened: the key is wrong, or the data has been changed")
  }
}
