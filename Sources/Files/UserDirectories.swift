/// Where the user's own files of ModelGates are, by the XDG Base Directory Specification 0.8
/// (https://specifications.freedesktop.org/basedir-spec/0.8/), on every system.
public struct UserDirectories: Equatable, Sendable {
  /// `$XDG_CONFIG_HOME/modelgates`, by default `~/.config/modelgates`.
  public let config: FilePath
  /// `$XDG_DATA_HOME/modelgates`, by default `~/.local/share/modelgates`.
  public let data: FilePath
  /// `$XDG_STATE_HOME/modelgates`, by default `~/.local/state/modelgates`.
  public let state: FilePath

  /// A variable that is empty or not an absolute path is ignored, `HOME` too, in whose place the user database is asked.
  /// Throws `.noHome` where a folder is needed that nothing names.
  public init(environment: [String: String]) throws(FileError) {
    try self.init(environment: environment, homeOfUser: SystemCalls.homeOfUser)
  }

  init(environment: [String: String], homeOfUser: () -> String?) throws(FileError) {
    let home = Self.absolute(environment["HOME"]) ?? Self.absolute(homeOfUser())
    func directory(_ variable: String, _ fallback: FilePath) throws(FileError) -> FilePath {
      if let base = Self.absolute(environment[variable]) { return base / "modelgates" }
      if let home { return home / fallback / "modelgates" }
      throw FileError(.noHome, path: "", "no home folder is known: set HOME, or \(variable), to an absolute path")
    }
    config = try directory("XDG_CONFIG_HOME", ".config")
    data = try directory("XDG_DATA_HOME", ".local/share")
    state = try directory("XDG_STATE_HOME", ".local/state")
  }

  private static func absolute(_ text: String?) -> FilePath? {
    guard let text, let path = try? FilePath(text), path.isAbsolute else { return nil }
    return path.normalized
  }
}
