import Files

/// Writes managed files into a project: never through a symbolic link, each one at once or not at all.
struct ManagedFolder {
  /// The longest file that is read or written, in bytes.
  static let limit = 1 << 20

  let project: ProjectDirectory
  /// Only looks.
  let isDryRun: Bool

  enum Result: Equatable {
    case written, current
    case left(LeftFile.Reason)
  }

  /// Makes of a file what `edit` says.
  /// - Parameter path: below the project's root, of our own making.
  /// - Throws: `ProjectFileError` and what `edit` throws.
  func write(_ path: String, _ edit: ([UInt8]?) throws -> ManagedEdit) throws -> Result {
    let place = project.root / (try FilePath(path))
    if let obstacle = try project.obstacle(above: place) { return .left(obstacle) }
    switch try File.status(place, followingLinks: false)?.kind {
    case nil, .regular: break
    case .symbolicLink: return .left(.symbolicLink)
    default: return .left(.notAFile)
    }
    do {
      return try update(place, edit)
    } catch let error as ProjectFileError where error.code == .tooLarge {
      return .left(.tooLarge)
    }
  }

  private func update(_ place: FilePath, _ edit: ([UInt8]?) throws -> ManagedEdit) throws -> Result {
    let file = EditedFile(path: place, project: project, limit: Self.limit, mode: 0o644)
    var result = Result.current
    func bytes(_ old: [UInt8]?) throws -> [UInt8]? {
      switch try edit(old) {
      case .current: result = .current
      case .leave(let reason): result = .left(reason)
      case .write(let bytes):
        result = .written
        return bytes
      }
      return nil
    }
    guard try bytes(file.read()) != nil, !isDryRun else { return result }
    try File.createDirectory(place.parent, mode: 0o755, intermediates: true)
    try file.update(bytes)
    return result
  }
}
