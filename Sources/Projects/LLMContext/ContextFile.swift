import Files

/// Where the context document may be written: a document of its own inside the project, which nothing else reads as a setting.
struct ContextFile {
  /// Below the project's root.
  let path: String

  /// - Throws: `invalid_argument` for a path that leaves the project, has a hidden part, isn't a `.md` or `.txt` file, or is a
  ///   file in which agents look for something else.
  init(_ text: String, in project: ProjectDirectory) throws(ProjectError) {
    guard let path = try? FilePath(text),
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
      let relative = Self.relative(path, to: project.root), let name = relative.last?.lowercased(),
      !relative.contains(where: { $0.hasPrefix(".") })
    else {
      throw .invalidArgument("The output is a file inside the project, outside of hidden folders: docs/models.md.")
    }
    guard name.hasSuffix(".md") || name.hasSuffix(".txt"), !["agents.md", "claude.md", "skill.md"].contains(name) else {
      throw .invalidArgument("The output is a document of its own, whose name ends in .md or .txt: docs/models.md.")
    }
    self.path = relative.joined(separator: "/")
  }

  private static func relative(_ path: FilePath, to root: FilePath) -> [String]? {
    let components = path.absolute(in: root).components
    guard components.starts(with: root.components) else { return nil }
    return Array(components.dropFirst(root.components.count))
  }
}

extension Project {
  /// Writes the context document into a file of the project, at once or not at all. A file that isn't one of ours, or that
  /// somebody has edited, stays.
  /// - Parameter output: Relative to the project's folder.
  /// - Throws: what ``llmContext(_:)`` throws, `invalid_argument` for the path, `already_exists` for a file that must stay.
  public func writeLLMContext(
    _ request: ContextRequest = ContextRequest(), to output: String
  ) async throws(ProjectError) -> Outcome<ContextReport> {
    _ = try loadState()
    let file = try ContextFile(output, in: directory)
    let outcome = try await llmContext(request)
    return try await exclusively("llm_context") { () async throws(ProjectError) in
      let result = try ProjectError.converting { () throws -> ManagedFolder.Result in
        let wanted = try ManagedFile.text(outcome.result.text)
        return try ManagedFolder(project: directory, isDryRun: false).write(file.path) { old in
          try ManagedFile.edit(old, into: wanted)
        }
      }
      if case .left(let reason) = result {
        throw ProjectError(
          .alreadyExists, LeftFile(file.path, reason).warning,
          hint: "Nothing was changed. Give another file by --output.")
      }
      var report = outcome.result
      report.file = file.path
      return Outcome(report, warnings: outcome.warnings)
    }
  }
}
