import Files

extension ProjectDirectory {
  /// What is on the way from the project's root to a file, and isn't a folder: nil when there is nothing of the kind.
  func obstacle(above place: FilePath) throws(FileError) -> LeftFile.Reason? {
    var folder = root
    for component in place.components.dropLast().dropFirst(root.components.count) {
      folder = try folder.appending(component: component)
      switch try File.status(folder, followingLinks: false)?.kind {
      case nil: return nil
      case .directory: continue
      case .symbolicLink: return .symbolicLink
      default: return .notAFile
      }
    }
    return nil
  }

  /// Whether there is nothing but folders on the way to a file: a symbolic link in a cloned project must not decide whose
  /// permissions are changed.
  func isReachedByFolders(_ place: FilePath) -> Bool {
    do throws(FileError) {
      return try obstacle(above: place) == nil
    } catch {
      return false
    }
  }
}
