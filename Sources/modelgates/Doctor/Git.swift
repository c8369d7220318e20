import Files
import Processes
import Projects

/// git, asked in a way in which what is configured in a repository runs nothing.
struct Git {
  private static let limit = 2 << 20
  private static let programs: [FilePath] = ["/usr/bin/git", "/usr/local/bin/git", "/opt/homebrew/bin/git", "/bin/git"]

  private let program: String
  private let root: FilePath
  private let environment: [String]

  /// Nil where git isn't.
  init?(_ root: FilePath, _ environment: [String: String]) {
    guard let program = Self.programs.first(where: { (try? File.status($0)) != nil }) else { return nil }
    self.program = program.value
    self.root = root
    // Of the user's environment only what leads to the user's own ignore file.
    let kept = ["HOME", "XDG_CONFIG_HOME"].compactMap { name in environment[name].map { "\(name)=\($0)" } }
    self.environment =
      ["PATH=/usr/bin:/bin", "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0"] + kept
  }

  static func hasRepository(_ root: FilePath) -> Bool {
    var folder = root
    for _ in 0..<64 {
      if (try? File.status(folder / ".git")) != nil { return true }
      guard folder.parent != folder else { return false }
      folder = folder.parent
    }
    return false
  }

  /// Which of the paths, or what is below them, git has; nil when it can't say.
  func tracked(_ paths: [String]) -> [String]? {
    guard let run = ask(["ls-files", "-z", "--"] + paths), run.status == 0 else { return nil }
    return run.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Which of the paths git doesn't ignore; nil when it can't say.
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

  /// A file as it was committed last; nil where it wasn't.
  func committed(_ path: String) -> [UInt8]? {
    guard let run = ask(["show", "HEAD:./\(path)"]), run.status == 0 else { return nil }
    return run.output
  }

  private func ask(_ arguments: [String]) -> BoundedProcess.Run? {
    let options = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C", root.value]
    return try? BoundedProcess.run(
      program, options + arguments, environment: environment, within: .seconds(5), outputLimit: Self.limit)
  }
}
