public import Files

/// Commands of remedies, as they can be typed.
public struct CommandText: Sendable {
  /// Where they are typed.
  private let directory: FilePath
  /// What says which project, gateway and account are meant, where that isn't the default: `["--project", "/srv/app"]`.
  private let options: [String]

  public init(from directory: FilePath, options: [String] = []) {
    self.directory = directory
    self.options = options
  }

  /// Without an option and its value.
  public func leavingOut(_ option: String) -> CommandText {
    var options = options
    if let place = options.firstIndex(of: option) { options.removeSubrange(place..<min(place + 2, options.count)) }
    return CommandText(from: directory, options: options)
  }

  /// A path as one word.
  public func path(_ path: FilePath) -> String { ShellText.path(path, from: directory) }

  /// `modelgates rotate modelgates-api --yes`
  /// - Parameter gateway: What goes in the place of the gateway that the options name; nil for that.
  public func modelgates(_ words: String..., gateway: String? = nil) -> String {
    let options = gateway.map { leavingOut("--gateway").options + ["--gateway", $0] } ?? options
    return ShellText.words(["modelgates"] + words + options)
  }

  /// One after the other, as long as all goes well.
  public func steps(_ commands: [String]) -> String { commands.joined(separator: " && ") }

  /// Moves what is there out of the way, to a name in the same folder that nothing has.
  public func movingAway(_ path: FilePath) -> String { "mv \(self.path(path)) \(self.path(Self.old(path)))" }

  /// Puts a copy of what a symbolic link leads to in the link's place.
  public func copying(_ link: FilePath) -> String {
    let isFolder = (try? File.status(link))?.kind == .directory
    let (new, old) = (path(Self.old(link)), path(link))
    return isFolder
      ? "cp -R \(old)/. \(new) && rm \(old) && mv \(new) \(old)" : "cp -p \(old) \(new) && mv \(new) \(old)"
  }

  /// Changes a text file by a sed script; what it was is kept beside it.
  public func editing(_ path: FilePath, _ script: String) -> String {
    let (file, old) = (self.path(path), self.path(Self.old(path)))
    return "cp -p \(file) \(old) && sed \(ShellText.word(script)) \(old) > \(file)"
  }

  /// `.env.old`, `vault.sealed.old2`: the first that is free.
  public static func old(_ path: FilePath) -> FilePath {
    let name = path.lastComponent ?? "file"
    for number in 1...99 {
      guard let place = try? path.parent.appending(component: "\(name).old\(number == 1 ? "" : "\(number)")") else {
        break
      }
      if (try? File.status(place, followingLinks: false)) == nil { return place }
    }
    return path.parent / "modelgates.old"
  }

  /// Lets the owner do what ModelGates has to: chmod where it is ours, else chown.
  public func ownersAccess(to paths: [FilePath]) -> String {
    let words = paths.map { path($0) }.joined(separator: " ")
    let isOurs = paths.allSatisfy { (try? File.status($0, followingLinks: false))?.owner == User.identifier }
    return isOurs ? "chmod u+rwX \(words)" : "\(User.root)chown \"$(id -u)\" \(words)"
  }
}
