import Files
import HTTPTransport

/// The file with the tokens of all who may call.
struct TokenSource: Sendable {
  let path: FilePath

  /// Tells one state of the file from the next; nil where there is none that can be seen.
  var status: FileStatus? { try? File.status(path) }

  /// - Parameter mayBeEmpty: whether it may hold no token.
  /// - Throws: `FileError` for a file that others can read, `SettingsError` for one that can't be understood.
  func read(mayBeEmpty: Bool = false) throws -> TokenFile {
    do {
      return try TokenFile(
        parsing: File.read(path, limit: TokenFile.sizeLimit, ownerOnly: true), mayBeEmpty: mayBeEmpty)
    } catch let error as TokenFileError {
      throw SettingsError("\(path): \(error.message)")
    }
  }
}
