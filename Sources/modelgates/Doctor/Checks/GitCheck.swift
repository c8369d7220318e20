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
    guard let git = Git(context.root, context.environment) else {
      return [context.examination?.ignoreRules()].compactMap(\.self)
    }
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
    if !unignored.isEmpty { findings += [context.examination?.unignored(unignored)].compactMap(\.self) }
    return findings.isEmpty ? [.pass("git", "Ignores env files, vault and journal, and has none of them.")] : findings
  }
}
