import Files
import Projects

/// Whether git keeps env files, vault and journal out of commits, and has none of them already.
struct GitCheck: Check {
  /// A project has few environments; more than these aren't asked for.
  private static let pathLimit = 16

  func run(_ context: DoctorContext) async -> [Finding] {
    let paths = Array((context.examination?.privatePaths() ?? []).prefix(Self.pathLimit))
    guard !paths.isEmpty else { return [] }
    guard Git.hasRepository(context.root) else { return [.pass("git", "The project is in no repository.")] }
    guard let git = Git(context.root, context.environment) else { return withoutGit(context) }
    guard let tracked = git.tracked(paths), let unignored = git.unignored(paths) else {
      return [
        .warning("git", "git can't be asked about this folder.", remedy: "git -C \(context.path(context.root)) status")
      ]
    }
    var findings: [Finding] = []
    if !tracked.isEmpty {
      // A key in plain is everybody's now; what is sealed isn't.
      let isExposed = tracked.contains { !$0.hasPrefix(".projects/") }
      let removing = "git -C \(context.path(context.root)) rm -q --cached -- \(ShellText.words(tracked))"
      findings.append(
        .failure(
          "git", "git has \(tracked.joined(separator: ", ")), and so has everybody who has the repository.",
          remedy: context.commands.steps([removing] + (isExposed ? context.examination?.rotatingAll() ?? [] : []))))
    }
    if !unignored.isEmpty { findings.append(ignoring(unignored, context)) }
    return findings.isEmpty ? [.pass("git", "Ignores env files, vault and journal, and has none of them.")] : findings
  }

  /// By `.gitignore` alone.
  private func withoutGit(_ context: DoctorContext) -> [Finding] {
    let lines = context.examination?.missingIgnoreLines() ?? []
    return lines.isEmpty ? [.pass("git", ".gitignore has the lines that it needs.")] : [ignoring(lines, context)]
  }

  private func ignoring(_ paths: [String], _ context: DoctorContext) -> Finding {
    let lines = ShellText.words(paths.map { Self.pattern(for: $0) })
    return .failure(
      "git", "git would commit \(paths.map { Self.pattern(for: $0) }.joined(separator: ", ")).",
      // The empty line ends what stands there without an end.
      remedy: "printf '%s\\n' '' \(lines) >> \(context.path(context.root / ".gitignore"))",
      fix: context.examination?.ignoring)
  }

  /// Of what is in `.projects` the folder is what `.gitignore` names.
  private static func pattern(for path: String) -> String {
    [".projects/vault", ".projects/journal"].first { path.hasPrefix($0 + "/") } ?? path
  }
}

extension FilePath {
  fileprivate static func / (left: FilePath, right: FilePath?) -> FilePath { right.map { left / $0 } ?? left }
}
