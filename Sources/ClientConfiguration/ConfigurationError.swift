/// Why a client's configuration is left as it is.
public struct ConfigurationError: Error, Equatable, Sendable {
  public struct Code: Equatable, Sendable {
    public let name: String
    /// The text isn't what the client could read either.
    public static let malformed = Code(name: "client_configuration_malformed")
    /// It says in a form that isn't edited here what would have to be changed.
    public static let unsupported = Code(name: "client_configuration_unsupported")
    /// An entry of the name is there that doesn't start this program.
    public static let foreign = Code(name: "client_configuration_foreign")
  }

  public let code: Code
  public let message: String
  /// Where in the file it is, from 1; nil where it is no one line.
  public let line: Int?

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
    line = nil
  }

  /// - Parameter place: offset into the bytes; the line there ends the sentence.
  init(_ code: Code, _ what: String, at place: Int, in bytes: [UInt8]) {
    let line = 1 + bytes.prefix(place).count { $0 == UInt8(ascii: "\n") }
    self.code = code
    self.line = line
    message = "\(what) in line \(line)."
  }

  static let foreign = ConfigurationError(
    .foreign, "It has an entry \(ClientEntry.name) that doesn't start this program, and isn't replaced or taken out.")
  static let notUTF8 = ConfigurationError(.malformed, "The file isn't UTF-8.")
}
