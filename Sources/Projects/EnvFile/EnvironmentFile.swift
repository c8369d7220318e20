public import Files

/// The env file of an environment, on disk: the one place outside of the vault where keys stand in plain.
///
/// It is written with mode 0600 (or stricter, if it was), atomically and durably, never through a symbolic link and never
/// outside of the project. A change that someone makes meanwhile is merged, not overwritten.
public struct EnvironmentFile: Sendable {
  /// The longest file that is read or written, in bytes.
  public static let limit = 1 << 20

  /// A cloned project's state must not send a key to where others read it.
  private static let forbidden: Set = ["..", ".projects", ".git"]
  /// Ends of names of files that are committed, to show what an env file of theirs looks like.
  private static let templates = [".example", ".sample", ".template", ".dist"]

  public let path: FilePath
  private let project: ProjectDirectory

  /// - Parameter output: the path below the project's root: `.env`, `apps/web/.env.local`.
  /// - Throws: `EnvFileError.outsideProject` when the path is absolute, leaves the root, enters a `.projects` or `.git`, or
  ///   contains a control character, and when the file isn't by its name an env file: `.env`, `.env.<name>`, `<name>.env`,
  ///   `.dev.vars`, `.dev.vars.<name>`, but no template such as `.env.example`.
  public init(_ output: String, in project: ProjectDirectory) throws(EnvFileError) {
    guard let relative = try? FilePath(output), !relative.isAbsolute, let name = relative.normalized.lastComponent,
      Self.isEnvFile(name),
      !relative.normalized.components.contains(where: { Self.forbidden.contains($0.lowercased()) }),
      !output.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw EnvFileError(
        .outsideProject,
        "The env file must be inside the project, outside of .git and .projects, and called .env, .env.<name>, <name>.env "
          + "or .dev.vars; templates such as .env.example are committed.")
    }
    path = project.root / relative.normalized
    self.project = project
  }

  private static func isEnvFile(_ name: String) -> Bool {
    let name = name.lowercased()
    let isOne = name.hasSuffix(".env") || [".env.", ".dev.vars."].contains { (name + ".").hasPrefix($0) }
    return isOne && !templates.contains { name.hasSuffix($0) }
  }

  /// Whether others than its owner may read the file. What isn't a file, a link for example, is none that they could.
  public func isExposed() throws(EnvFileError) -> Bool {
    guard let status = try status(path), status.kind == .regular else { return false }
    return !status.mode.isOwnerOnly
  }

  /// Takes from others what they may do with the file, if it is there.
  func makePrivate() throws(EnvFileError) {
    guard try isExposed(), let mode = try status(path)?.mode else { return }
    try refuseLinks()
    try EnvFileError.reporting { () throws(FileError) in
      try File.changeMode(of: path, to: mode.intersection(0o600))
    }
  }

  /// The file's content; an empty one when there is no file.
  public func read() throws(EnvFileError) -> EnvFile {
    try refuseLinks()
    do throws(ProjectFileError) {
      return EnvFile(parsing: try file.read() ?? [])
    } catch {
      throw EnvFileError(error)
    }
  }

  /// What became of an update.
  public struct Update<Result> {
    /// What the edit returned, for the content that was written.
    public let result: Result
    /// False when the edit changed nothing and the file was private already.
    public let isWritten: Bool
    /// Whether someone else changed the file meanwhile, so that the edit was made again on the new content.
    public let isMerged: Bool
  }

  /// Edits the file. Makes it when it doesn't exist and the edit puts something in.
  /// - Parameter edit: is called again with the new content if someone changes the file meanwhile. It must not edit another
  ///   file of the project. What it throws is passed on; nothing is written then.
  /// - Throws: `EnvFileError`, and what the edit throws.
  public func update<Result>(_ edit: (inout EnvFile) throws -> Result) throws -> Update<Result> {
    try refuseLinks()
    let isPrivate = try status(path)?.mode.isOwnerOnly ?? true
    var results: [Result] = []
    var isWritten = false
    do {
      try file.update { old in
        var content = EnvFile(parsing: old ?? [])
        results.append(try edit(&content))
        isWritten = content.bytes != old ?? [] || !isPrivate
        return isWritten ? content.bytes : nil
      }
    } catch let error as ProjectFileError {
      throw EnvFileError(error)
    }
    guard let result = results.last else { throw EnvFileError(.keepsChanging, "\(path) wasn't edited.") }
    return Update(result: result, isWritten: isWritten, isMerged: results.count > 1)
  }

  private var file: EditedFile { EditedFile(path: path, project: project, limit: Self.limit, mode: 0o600) }

  /// Looks at each component below the root: a link in a cloned project must not decide where a key goes.
  private func refuseLinks() throws(EnvFileError) {
    var place = path
    while place.components.count > project.root.components.count {
      guard try status(place)?.kind != .symbolicLink else {
        throw EnvFileError(.symbolicLink, "\(place) is a symbolic link; keys are not written through links.")
      }
      place = place.parent
    }
  }

  private func status(_ path: FilePath) throws(EnvFileError) -> FileStatus? {
    try EnvFileError.reporting { () throws(FileError) in try File.status(path, followingLinks: false) }
  }
}
