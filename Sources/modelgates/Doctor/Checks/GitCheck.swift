import Files
import Projects

/// Whether git keeps env files, vault and journal out of commits, and has none of them already.
struct GitCheck: Check {
  private static let programs: [FilePath] = ["/usr/bin/git", "/usr/local/bin/git", "/opt/homebrew/bin/git", "/bin/git"]
  /// A project has few environments; more than these aren't asked for.
  private static let pathLimit = 16

  func run(_ context: DoctorContext) async -> [Finding] {
    let paths = Array((context.examination?.privatePaths() ?? []).prefix(Self.pathLimit))
    guard !paths.isEmpty else { return [] }
    guard Self.isInRepository(context.root) else { return [.pass("git", "The project is in no repository.")] }
    guard let git = Git(Self.programs, context.root, context.environment) else { return withoutGit(context) }
    guard let tracked = git.tracked(paths), let unignored = git.unignored(paths) else {
      return [
        .warning("git", "git can't be asked about this folder.", remedy: "git -C \(context.path(context.root)) status")
      ]
    }
    var findings: [Finding] = []
    if !tracked.isEmpty {
      let names = tracked.map { context.path(context.root / (try? FilePath($0))) }.joined(separator: " ")
      findings.append(
        .failure(
          "git", "git has \(tracked.joined(separator: ", ")), and so has everybody who has the repository.",
          remedy: "git rm --cached \(names) && modelgates rotate"))
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
      remedy: "printf '%s\\n' \(lines) >> \(context.path(context.root / ".gitignore"))",
      fix: context.examination?.ignoring)
  }

  /// Of what is in `.projects` the folder is what `.gitignore` names.
  private static func pattern(for path: String) -> String {
    [".projects/vault", ".projects/journal"].first { path.hasPrefix($0 + "/") } ?? path
  }

  private static func isInRepository(_ root: FilePath) -> Bool {
    var folder = root
    for _ in 0..<64 {
      if ((try? File.status(folder / ".git")) ?? nil) != nil { return true }
      guard folder.parent != folder else { return false }
      folder = folder.parent
    }
    return false
  }
}

/// git, asked in a way in which what is configured in a repository runs nothing.
private struct Git {
  private static let limit = 1 << 20

  let program: String
  let root: FilePath
  let environment: [String]

  init?(_ programs: [FilePath], _ root: FilePath, _ environment: [String: String]) {
    guard let program = programs.first(where: { ((try? File.status($0)) ?? nil) != nil }) else { return nil }
    self.program = program.value
    self.root = root
    // Of the user's environment only what leads to the user's own ignore file.
    let kept = ["HOME", "XDG_CONFIG_HOME"].compactMap { name in environment[name].map { "\(name)=\($0)" } }
    self.environment =
      ["PATH=/usr/bin:/bin", "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0"] + kept
  }

  /// Which of the paths, or what is below them, git has; nil when it can't say.
  func tracked(_ paths: [String]) -> [String]? {
    guard let run = ask(["ls-files", "-z", "--"] + paths), run.status == 0 else { return nil }
    return run.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  func unignored(_ paths: [String]) -> [String]? {
    var unignored: [String] = []
    for path in paths {
      switch ask(["check-ignore", "--quiet", "--no-index", "--", path])?.status {
      case 0: break
      case 1: unignored.append(path)
      default: return nil
      }
    }
    return unignored
  }

  private func ask(_ arguments: [String]) -> BoundedProcess.Run? {
    let options = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C", root.value]
    return try? BoundedProcess.run(
      program, options + arguments, environment: environment, within: .seconds(5), outputLimit: Self.limit)
  }
}

extension FilePath {
  fileprivate static func / (left: FilePath, right: FilePath?) -> FilePath { right.map { left / $0 } ?? left }
}
