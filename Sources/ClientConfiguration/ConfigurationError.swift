/// Why a client's configuration is left as it is.
public struct ConfigurationError: Error, Equatable, Sendable {
  public struct Code: Equatable, Sendable {
    public let name: String
    /// The text isn't what the client could read either.
    public static let malformed = Code(name: "client_configuration_malformed")
    /// It says in a form that isn't edited here what would have to be changed.
    public static let unsupported = Code(name: "client_configuration_unsupported")
  }

  public let code: Code
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  static func malformed(_ what: String, line: Int) -> ConfigurationError {
    ConfigurationError(.malformed, "\(what) in line \(line).")
  }
}
