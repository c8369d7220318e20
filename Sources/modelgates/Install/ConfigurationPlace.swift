import ClientConfiguration
import Files
import Projects

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a client's configuration really is. People keep such files elsewhere and link to them, so links are followed, and stay;
/// but a link comes with a project's clone too, and must not decide which file outside the project is written.
///
/// A link, of the file or of a folder on the way to it, is followed to a regular file of this user that nobody else can write. In a
/// project it must stay within the project. From the home it may lead out, to another disk or a repository of settings, into a
/// folder of this user that nobody else can write.
struct ConfigurationPlace {
  /// Without symbolic links below the home or the project.
  let path: FilePath
  /// Whether the client finds it by a link.
  let isLinked: Bool

  private static let linkLimit = 40

  /// - Parameters:
  ///   - path: of the client's configuration.
  ///   - folder: the home or the project, which may be links themselves.
  ///   - mayLeave: whether links may lead out of that folder.
  /// - Throws: `LinkRefusal`, `FileError`.
  init(of path: FilePath, within folder: FilePath, mayLeave: Bool) throws {
    let root = try Self.real(folder)
    let real = try Self.real(path)
    let rest = path.components.dropFirst(folder.components.count)
    isLinked = real.components != root.components + rest
    self.path = isLinked ? real : path
    guard isLinked else { return }
    if !real.components.starts(with: root.components) {
      guard mayLeave else {
        throw LinkRefusal(.outside, of: path, to: real, "it leads out of \(folder), to \(real)")
      }
      try Self.checkFolder(of: real, reachedBy: path)
    }
    try Self.checkFile(real, reachedBy: path)
  }

  private static func checkFile(_ real: FilePath, reachedBy path: FilePath) throws {
    let status = try File.status(real, followingLinks: false)
    let isLink = try File.status(path, followingLinks: false)?.kind == .symbolicLink
    guard status != nil || !isLink else {
      throw LinkRefusal(.dangling, of: path, to: real, "nothing is where it leads, \(real)")
    }
    guard let status else { return }
    guard status.kind == .regular else {
      throw LinkRefusal(.otherFile, of: path, to: real, "it leads to what is no regular file, \(real)")
    }
    guard status.owner == geteuid() else {
      throw LinkRefusal(.otherFile, of: path, to: real, "it leads to a file of another user, \(real)")
    }
    guard status.mode.rawValue & 0o022 == 0 else {
      throw LinkRefusal(.writableByOthers, of: path, to: real, "it leads to a file that others can write, \(real)")
    }
  }

  /// The folder, or the nearest one above it that is there.
  private static func checkFolder(of real: FilePath, reachedBy path: FilePath) throws {
    var folder = real.parent
    while try File.status(folder) == nil, folder.parent != folder { folder = folder.parent }
    guard let status = try File.status(folder), status.owner == geteuid() else {
      throw LinkRefusal(.foreignFolder, of: path, to: folder, "it leads into a folder of another user, \(folder)")
    }
    guard status.mode.rawValue & 0o022 == 0 else {
      throw LinkRefusal(
        .writableByOthers, of: path, to: folder, "it leads into a folder that others can write, \(folder)")
    }
  }

  /// The path with every symbolic link in it followed, as the system would. What isn't there is none.
  private static func real(_ path: FilePath) throws -> FilePath {
    var rest = Array(path.components.reversed())
    var real: FilePath = "/"
    var links = 0
    while let name = rest.popLast() {
      if name == ".." {
        real = real.parent
        continue
      }
      let next = try real.appending(component: name)
      guard let text = try File.target(ofLink: next) else {
        real = next
        continue
      }
      links += 1
      let target = try FilePath(text)
      guard links <= linkLimit else { throw LinkRefusal(.endless, of: path, to: target, "its links have no end") }
      if target.isAbsolute { real = "/" }
      rest += target.components.reversed()
    }
    return real
  }
}

/// Why a link isn't followed.
struct LinkRefusal: Error {
  enum Reason { case outside, dangling, endless, otherFile, foreignFolder, writableByOthers }

  let reason: Reason
  let path: FilePath
  let target: FilePath
  private let words: String

  fileprivate init(_ reason: Reason, of path: FilePath, to target: FilePath, _ words: String) {
    self.reason = reason
    self.path = path
    self.target = target
    self.words = words
  }

  var message: String { "\(path) is, or is reached by, a symbolic link that isn't followed: \(words)." }
}
