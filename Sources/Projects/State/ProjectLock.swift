import Files

/// The lock that one operation on a project holds at a time, between processes and within one. Released with the value.
public struct ProjectLock: ~Copyable, Sendable {
  private let lock: FileLock

  /// Waits for `.projects/lock`, blocking the thread. Makes `.projects` where it is missing.
  /// - Parameters:
  ///   - purpose: what the holder does, for the message that others get: `rotate_key`.
  ///   - waiting: how long at most; zero tries once.
  /// - Throws: `ProjectFileError.locked` with the holder's words when the time is over.
  public init(_ project: ProjectDirectory, purpose: String, waiting: Duration) throws(ProjectFileError) {
    try project.create()
    lock = try ProjectFileError.reporting { () throws(FileError) in
      try FileLock(project.lock, purpose: purpose, waiting: waiting)
    }
  }
}
