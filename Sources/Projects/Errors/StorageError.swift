import Files

/// Why something that is kept in files can't be used, in the words of what is kept: a code and a sentence for people.
protocol StorageError: Error, CustomStringConvertible {
  associatedtype Code

  var message: String { get }

  init(_ code: Code, _ message: String)

  /// What the failure of a file operation means here.
  static func code(for failure: FileError.Code) -> Code
}

extension StorageError {
  public var description: String { message }

  init(_ error: FileError) { self.init(Self.code(for: error.code), error.message) }

  /// Passes on what `body` gives or throws, as an error of this type.
  static func reporting<Result: ~Copyable>(_ body: () throws(FileError) -> Result) throws(Self) -> Result {
    do throws(FileError) {
      return try body()
    } catch {
      throw Self(error)
    }
  }
}
