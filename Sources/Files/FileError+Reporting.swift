extension FileError {
  /// What `call` gives, with the system's refusal put in words: "cannot `action` `path`: …".
  static func reporting<Result: ~Copyable>(
    _ action: String, _ path: FilePath, _ call: () throws(Errno) -> Result
  ) throws(FileError) -> Result {
    do {
      return try call()
    } catch {
      throw FileError(error, cannot: action, path)
    }
  }
}
