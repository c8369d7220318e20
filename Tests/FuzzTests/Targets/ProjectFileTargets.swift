import JSON

@testable import Projects

extension FuzzTarget {
  /// A state that is read is written so that it reads back as it was, with all that isn't understood.
  static let projectState = FuzzTarget(name: "project-state") { bytes in
    let state: ProjectState
    do throws(ProjectFileError) {
      state = try ProjectState(parsing: bytes)
    } catch {
      return try require(error.message.utf8.count < 4096, "a long error")
    }
    let written = state.bytes
    let again = try ProjectState(parsing: written)
    try require(again == state && again.bytes == written, "another state: \(String(decoding: written, as: UTF8.self))")
    try require(again.resources.names == state.resources.names && again.outputs == state.outputs, "other records")
    let limits = JSONLimits(depth: 40, bytes: 1 << 22)
    guard let before = try JSON(parsing: bytes, limits: limits).object,
      let after = try JSON(parsing: written, limits: limits).object
    else { throw Finding(description: "no object") }
    let known = ["version", "project", "providers", "resources", "environments", "active_environment"]
    for (name, value) in before where !known.contains(name) {
      try require(after[name] == value, "\(name) was lost")
    }
    for (name, value) in before["project"]?.object ?? [:] where name != "id" && name != "name" {
      try require(after["project"]?[name] == value, "project.\(name) was lost")
    }
  }

  /// An entry of the journal that is read is written so that it reads back as it was.
  static let journalEntry = FuzzTarget(name: "journal-entry") { bytes in
    guard let json = try? JSON(parsing: bytes, limits: JSONLimits(depth: 16, bytes: Journal.entryLimit)),
      let entry = try? JournalEntry(json: json, unknownMembers: .ignore)
    else { return }
    let written = entry.jsonBytes
    let again = try JournalEntry(
      json: JSON(parsing: written, limits: JSONLimits(depth: 16, bytes: .max)), unknownMembers: .refuse)
    try require(again.jsonBytes == written && again.operationId == entry.operationId, "another entry")
    var changed = again
    for reference in again.references { changed[JournalReference.Name(reference.name)] = nil }
    try require(changed.references.isEmpty, "a reference that can't be removed")
  }

  /// Our block in someone else's text: every other byte stays, and what somebody wrote into it is never lost.
  static let managedBlock = FuzzTarget(name: "managed-block") { bytes in
    let texts = ["First\n\nÜber\n", "Second\n"]
    guard case .write(let first) = try ManagedBlock.edit(bytes, into: texts[0]) else { return }
    let mark = bytes.starts(with: EnvFile.byteOrderMark) ? 3 : 0
    let isOurs = bytes.firstRange(of: Array("modelgates managed:".utf8)) != nil
    try require(
      isOurs || (first.starts(with: bytes[..<mark]) && first.suffix(bytes.count - mark) == bytes[mark...]),
      "other bytes")
    try require(try ManagedBlock.edit(first, into: texts[0]) == .current, "written twice: \(first)")
    guard case .write(let second) = try ManagedBlock.edit(first, into: texts[1]) else {
      throw Finding(description: "it can't be renewed: \(first)")
    }
    guard case .write(let third) = try ManagedBlock.edit(second, into: texts[0]) else {
      throw Finding(description: "it can't be renewed again: \(second)")
    }
    try require(third == first, "other bytes were changed: \(first) \(third)")
  }

  /// Lines are added to an ignore file once, and none goes.
  static let ignoreFile = FuzzTarget(name: "ignore-file") { bytes in
    let lines = IgnoreRules.gitLines([".env", "config/my.env"])
    var file = IgnoreFile(bytes)
    file.add(lines)
    let once = file.bytes
    try require(file.add(lines).isEmpty && file.bytes == once, "added twice: \(once)")
    var rest = once[...]
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let range = rest.firstRange(of: line) else { throw Finding(description: "a line was lost: \(once)") }
      rest = rest[range.upperBound...]
    }
  }
}
