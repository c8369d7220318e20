public import Files
import JSON

/// The unfinished operations of a project: one small file each in `.projects/journal/`, written durably before the first
/// effect and before each step, removed at the end. What a crash leaves here, the next operation finishes or undoes.
///
/// To be used under the project's lock.
public struct Journal: Sendable {
  /// The longest entry that is read or written, in bytes.
  static let entryLimit = 65_536
  /// The most files that the folder may have.
  static let folderLimit = 4096

  private let project: ProjectDirectory

  public init(_ project: ProjectDirectory) { self.project = project }

  /// What stands in the journal.
  public struct Unfinished: Sendable {
    /// In the order in which they began.
    public let entries: [JournalEntry]
    public let damaged: [Damage]
  }

  /// A file in the journal that can't be understood. It stays where it is.
  public struct Damage: Sendable, Equatable {
    public let path: FilePath
    /// The operation that the file's name speaks of, if it names one.
    public let operation: OperationID?
    public let reason: String
  }

  /// Writes down what is about to be done, before it is done.
  /// - Throws: `ProjectFileError.exists` when there is an entry of this id.
  public func begin(_ entry: JournalEntry) throws(ProjectFileError) {
    try project.create(project.journal, mode: 0o700)
    let bytes = try Self.bytes(of: entry)
    // What kills left while entries were being written would fill the folder.
    _ = try? File.removeLeftovers(inFolder: project.journal, limit: Self.folderLimit * 4)
    try ProjectFileError.reporting { () throws(FileError) in
      try File.create(path(of: entry.operationId), bytes, mode: 0o600)
    }
  }

  /// Writes down the next step and the entry's references, before the step is taken.
  /// - Throws: `ProjectFileError.damaged` when the operation was not begun, or is finished.
  public func advance(
    _ entry: inout JournalEntry, to step: String, at time: Timestamp
  ) throws(ProjectFileError) {
    var next = entry
    next.step = step
    next.updatedAt = time
    let path = path(of: entry.operationId)
    let bytes = try Self.bytes(of: next)
    try project.create(project.journal, mode: 0o700)
    try ProjectFileError.reporting { () throws(FileError) in
      guard try File.status(path, followingLinks: false) != nil else {
        throw FileError(.notFound, path: path.value, "\(path): the operation was not begun")
      }
      try File.replace(path, with: bytes, mode: 0o600, keepingStricterMode: false)
    }
    entry = next
  }

  /// Removes the entry of an operation that is finished, or undone; fine when there is none.
  public func finish(_ id: OperationID) throws(ProjectFileError) {
    guard try isThere else { return }
    try ProjectFileError.reporting { () throws(FileError) in _ = try File.remove(path(of: id)) }
  }

  /// All unfinished operations. A damaged file doesn't hide the others.
  public func unfinished() throws(ProjectFileError) -> Unfinished {
    guard try isThere else {
      return Unfinished(entries: [], damaged: [])
    }
    let names = try ProjectFileError.reporting { () throws(FileError) in
      try File.list(project.journal, limit: Self.folderLimit)
    }
    var entries: [JournalEntry] = []
    var damaged: [Damage] = []
    for name in names where name.hasPrefix("op_") && name.hasSuffix(".json") {
      let path = project.journal / FilePath(name: name)
      let operation = OperationID(String(name.dropLast(5)))
      do throws(ProjectFileError) {
        let entry = try read(path)
        guard entry.operationId == operation else { throw ProjectFileError(.damaged, "it speaks of another operation") }
        entries.append(entry)
      } catch {
        damaged.append(Damage(path: path, operation: operation, reason: error.message))
      }
    }
    return Unfinished(entries: entries, damaged: damaged)
  }

  /// Names in the journal's folder that aren't the journal's.
  func strangers() throws(ProjectFileError) -> [String] {
    guard try isThere else { return [] }
    let names = try ProjectFileError.reporting { () throws(FileError) in
      try File.list(project.journal, limit: Self.folderLimit)
    }
    return names.filter { name in
      let isEntry = name.hasPrefix("op_") && name.hasSuffix(".json")
      // What begins with a dot is being written, or was when somebody was killed: it goes with the next operation.
      return !isEntry && name != Idempotency.fileName.value && !(name.hasPrefix(".") && name.hasSuffix(".tmp"))
    }
  }

  private func read(_ path: FilePath) throws(ProjectFileError) -> JournalEntry {
    let bytes = try ProjectFileError.reporting { () throws(FileError) in
      try File.read(path, limit: Self.entryLimit, followingLinks: false)
    }
    let entry: JournalEntry
    do {
      let json = try JSON(parsing: bytes, limits: JSONLimits(depth: 16, bytes: Self.entryLimit))
      if let version = json["version"]?.integer, version > JournalEntry.currentVersion {
        throw ProjectFileError(.newerVersion, "a later version of ModelGates wrote it")
      }
      entry = try JournalEntry(json: json, unknownMembers: .ignore)
    } catch let error as ProjectFileError {
      throw error
    } catch {
      throw ProjectFileError(.damaged, "\(error)")
    }
    return entry
  }

  /// The entry as it stands in its file, if it can be read again.
  private static func bytes(of entry: JournalEntry) throws(ProjectFileError) -> [UInt8] {
    let bytes = entry.jsonBytes
    do {
      let json = try JSON(parsing: bytes, limits: JSONLimits(depth: 16, bytes: entryLimit))
      _ = try JournalEntry(json: json, unknownMembers: .refuse)
    } catch {
      throw ProjectFileError(.damaged, "The journal can't hold this entry: \(error)")
    }
    return bytes + [UInt8(ascii: "\n")]
  }

  private var isThere: Bool {
    get throws(ProjectFileError) {
      guard try project.exists() else { return false }
      return try project.isDirectory(project.journal)
    }
  }

  private func path(of id: OperationID) -> FilePath { project.journal / FilePath(name: "\(id).json") }
}

extension FilePath {
  /// A name that is known to be a single component.
  fileprivate init(name: String) {
    self = (try? FilePath(name)) ?? "invalid"
  }
}
