import Files

/// Keeps what must not be committed, or read by an editor's assistant, out of their sight: `.gitignore` and `.cursorignore`.
public struct IgnoreRules: Sendable {
  /// The longest file that is read or written, in bytes.
  static let limit = 1 << 20

  private let project: ProjectDirectory

  public init(_ project: ProjectDirectory) { self.project = project }

  /// Which lines were added to which file.
  public struct Change: Sendable, Equatable {
    /// `.gitignore` or `.cursorignore`.
    public let file: String
    public let addedLines: [String]
  }

  /// Adds the missing lines to both files, which are made where they are missing.
  /// - Parameter outputs: the env files of the project's environments, relative to its root.
  /// - Parameter patterns: which git doesn't heed. Those that are there come again behind what takes them back.
  /// - Returns: what changed; empty when everything was there.
  /// - Throws: `ProjectFileError`; `EnvFileError.outsideProject` for an output that can't be one.
  @discardableResult
  public func add(outputs: [String], insistingOn patterns: [String] = []) throws -> [Change] {
    for output in outputs { _ = try EnvironmentFile(output, in: project) }
    return try [
      change(".gitignore", Self.gitLines(outputs), insistingOn: patterns),
      change(".cursorignore", Self.cursorLines(outputs)),
    ].filter { !$0.addedLines.isEmpty }
  }

  /// What git must not commit. The exception for `.env.example`, which holds no values, comes last to be effective.
  static func gitLines(_ outputs: [String]) -> [String] {
    [
      ".projects/cache", ".projects/vault", ".projects/journal", ".projects/lock", ".projects/files.lock",
      ".env", ".env.*", "!.env.example",
    ] + others(outputs)
  }

  static func cursorLines(_ outputs: [String]) -> [String] {
    [".projects/", ".env", ".env.*", "!.env.example"] + others(outputs)
  }

  /// Patterns for the env files that the usual lines don't cover, and for what a kill leaves while they are being written.
  private static func others(_ outputs: [String]) -> [String] {
    outputs.flatMap { output -> [String] in
      guard let path = try? FilePath(output).normalized, let name = path.lastComponent,
        name != ".env", !name.hasPrefix(".env.")
      else { return [] }
      let folder = path.components.dropLast().map { escaped($0) + "/" }.joined()
      let file = escaped(name)
      return ["/" + folder + file, "/" + folder + (name.hasPrefix(".") ? "" : ".") + file + ".*.tmp"]
    }
  }

  /// The pattern for a path below the root.
  static func pattern(for path: String) -> String {
    path.split(separator: "/").map { escaped(String($0)) }.joined(separator: "/")
  }

  /// With a backslash before what a pattern would take specially
  /// (https://git-scm.com/docs/gitignore#_pattern_format).
  private static func escaped(_ component: String) -> String {
    var text = ""
    for character in component {
      if "\\*?[]!# ".contains(character) { text += "\\" }
      text.append(character)
    }
    return text
  }

  private func change(_ name: String, _ lines: [String], insistingOn patterns: [String] = []) throws -> Change {
    let path = project.root / (name == ".gitignore" ? ".gitignore" : ".cursorignore")
    let file = EditedFile(path: path, project: project, limit: Self.limit, mode: 0o644)
    var added: [String] = []
    try file.update { old in
      var content = IgnoreFile(old ?? [])
      added = content.add(lines)
      let unheeded = patterns.filter { !added.contains($0) }
      content.append(unheeded)
      added += unheeded
      return added.isEmpty ? nil : content.bytes
    }
    return Change(file: name, addedLines: added)
  }
}
