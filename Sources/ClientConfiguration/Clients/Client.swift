public import Files
public import JSON

/// A coding client whose configuration is known, with the place and the form of its entries.
public enum Client: String, CaseIterable, Sendable {
  /// https://code.claude.com/docs/en/mcp
  case claudeCode = "claude-code"
  /// https://cursor.com/docs/context/mcp
  case cursor
  /// https://code.visualstudio.com/docs/copilot/customization/mcp-servers
  case vscode
  /// https://developers.openai.com/codex/mcp
  case codex

  /// For whom an entry is written.
  public enum Scope: String, FieldEnum {
    /// Everybody who works on the project: a file in its folder.
    case project
    /// This user, in all projects: a file in the home folder.
    case user
  }

  public var title: String {
    switch self {
    case .claudeCode: "Claude Code"
    case .cursor: "Cursor"
    case .vscode: "VS Code"
    case .codex: "Codex"
    }
  }

  /// The file with the entries.
  public func file(_ scope: Scope, project: FilePath, home: FilePath) -> FilePath {
    switch (self, scope) {
    case (.claudeCode, .project): project / ".mcp.json"
    case (.claudeCode, .user): home / ".claude.json"
    case (.cursor, .project): project / ".cursor/mcp.json"
    case (.cursor, .user): home / ".cursor/mcp.json"
    case (.vscode, .project): project / ".vscode/mcp.json"
    case (.vscode, .user): home / Self.codeUserFolder / "mcp.json"
    case (.codex, .project): project / ".codex/config.toml"
    case (.codex, .user): home / ".codex/config.toml"
    }
  }

  /// Most bytes of a configuration that are looked at. Some clients keep a history in it.
  public static let fileLimit = 32 << 20

  /// A configuration that says nothing, for a file that stays when all that was in it goes.
  public var emptyConfiguration: [UInt8] { self == .codex ? [] : Array("{}\n".utf8) }

  private static var codeUserFolder: FilePath {
    #if os(macOS)
      "Library/Application Support/Code/User"
    #else
      ".config/Code/User"
    #endif
  }

  /// What the program is started with. Claude Code and Codex start servers in the project; the others say which it is.
  var arguments: [String] {
    switch self {
    case .claudeCode, .codex: ["mcp"]
    case .cursor, .vscode: ["mcp", "--project", "${workspaceFolder}"]
    }
  }
}
