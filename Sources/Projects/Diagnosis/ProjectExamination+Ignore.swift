import Files

/// Whether what must not be committed, or read by an editor's assistant, is kept out of their sight.
extension ProjectExamination {
  private var gitignore: FilePath { project.directory.root / ".gitignore" }

  /// What git must ignore and not have, below the root: env files, and what is in `.projects` beside its state.
  public func privatePaths() -> [String] {
    guard readableState != nil else { return [] }
    // git doesn't look beyond a link.
    let outputs = outputs().filter { project.directory.isReachedByFolders(project.directory.root / $0) }.map(\.value)
    return outputs + [".projects/vault/vault.sealed", ".projects/journal/op.json"]
  }

  /// git has said that it would commit some of ``privatePaths()``.
  public func unignored(_ paths: [String]) -> Finding {
    unignored(
      patterns: paths.map { path in
        [".projects/vault", ".projects/journal"].first { path.hasPrefix($0 + "/") } ?? IgnoreRules.pattern(for: path)
      })
  }

  /// By `.gitignore` alone, for where git can't be asked.
  public func ignoreRules() -> Finding {
    let missing = missingLines(of: gitignore, IgnoreRules.gitLines)
    return missing.isEmpty ? .pass("git", ".gitignore has the lines that it needs.") : unignored(patterns: missing)
  }

  private func unignored(patterns: [String]) -> Finding {
    let obstacle = makingOrdinary(gitignore)
    // The empty line ends what stands there without an end.
    let appending = "printf '%s\\n' '' \(ShellText.words(patterns)) >> \(path(gitignore))"
    return .failure(
      "git", "git would commit \(patterns.joined(separator: ", ")).",
      remedy: commands.steps([obstacle, appending].compactMap(\.self)),
      fix: obstacle == nil ? ignoring("Add what must not be committed to .gitignore", patterns) : nil)
  }

  /// An editor's assistant reads what its file doesn't keep from it.
  func cursorIgnore() -> [Finding] {
    let file = project.directory.root / ".cursorignore"
    let missing = missingLines(of: file, IgnoreRules.cursorLines)
    guard let first = missing.first else { return [] }
    let others = missing.count == 1 ? "" : " and \(missing.count - 1) more lines"
    let obstacle = makingOrdinary(file)
    return [
      .warning(
        "permissions", "Cursor may read what holds secrets: .cursorignore lacks \(first)\(others).",
        remedy: commands.steps([obstacle, commands.modelgates("init", "--skip-skills")].compactMap(\.self)),
        fix: obstacle == nil ? ignoring("Add what must not be read to .cursorignore") : nil)
    ]
  }

  /// - Parameter patterns: which git doesn't heed, be they there or not.
  private func ignoring(_ title: String, _ patterns: [String] = []) -> Fix {
    let project = project
    return Fix(title) { () async throws(ProjectError) in
      try await project.exclusively("doctor") { () async throws(ProjectError) in
        let state = try project.loadState()
        _ = try ProjectError.converting {
          try IgnoreRules(project.directory).add(outputs: project.ignoredOutputs(state), insistingOn: patterns)
        }
      }
    }
  }

  private func missingLines(of file: FilePath, _ lines: ([String]) -> [String]) -> [String] {
    guard let state = readableState else { return [] }
    let bytes = (try? File.read(file, limit: IgnoreRules.limit, followingLinks: false)) ?? []
    var content = IgnoreFile(bytes)
    return content.add(lines(project.ignoredOutputs(state)))
  }
}
