import ClientConfiguration
import Files
import Operations

/// How an entry names this program: by its path; in a project's file, which others may get, by its name alone where that finds it.
struct OwnCommand {
  let text: String
  /// Whether it names a path of this computer in a file that others may get.
  let isPathForOthers: Bool

  /// - Parameter program: this program's file.
  init(_ program: String, in scope: Client.Scope, _ environment: [String: String]) {
    let isFoundByName = scope == .project && Self.finds(program, environment["PATH"] ?? "")
    text = isFoundByName ? Product.name : program
    isPathForOthers = scope == .project && !isFoundByName
  }

  private static func finds(_ program: String, _ path: String) -> Bool {
    guard let name = try? FilePath(Product.name), let found = SearchPath(path).find(name),
      let there = try? File.status(found), let own = (try? FilePath(program)).flatMap({ try? File.status($0) })
    else { return false }
    return there.isSameFile(as: own)
  }
}
