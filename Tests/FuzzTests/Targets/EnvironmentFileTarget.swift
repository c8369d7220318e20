import Gateway

@testable import Projects

extension FuzzTarget {
  /// A variable is set and removed without another byte being changed; what can't be done that way is refused.
  static let environmentFile = FuzzTarget(name: "environment-file") { bytes in
    // What is before the first zero byte is the value.
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let (value, text) = parts.count > 1 ? (Array(parts[0]), Array(parts[1])) : (Array("sk-1".utf8), bytes)
    let file = EnvFile(parsing: text)
    try require(file.bytes == text, "it doesn't print as it was read")
    try checkNewVariable(file, value)
    try checkExistingVariable(file, value)
    try checkRemoval(file)
  }

  private static let name: VariableName = "A"
  private static let newName: VariableName = "NOT_IN_ANY_FILE"

  private static func checkNewVariable(_ before: EnvFile, _ value: [UInt8]) throws {
    guard !before.names.contains(newName.text) else { return }
    var file = before
    do throws(EnvFileError) {
      try file.set(newName, to: Secret(value), comment: "about it")
    } catch {
      return try require(file == before, "changed in spite of \(error)")
    }
    try require(file.matches(newName, Secret(value)), "another value than \(value): \(file.bytes)")
    try require(file.names == before.names + [newName.text], "other names: \(file.names)")
    try file.remove(newName)
    try require(file.bytes == before.bytes, "left \(file.bytes)")
  }

  private static func checkExistingVariable(_ before: EnvFile, _ value: [UInt8]) throws {
    guard let index = before.effectiveIndex(of: name) else { return }
    var file = before
    do throws(EnvFileError) {
      try file.set(name, to: Secret(value))
    } catch {
      return try require(file == before, "changed in spite of \(error)")
    }
    try require(file.value(of: name) == Secret(value), "another value than \(value): \(file.bytes)")
    try require(file.names == before.names, "other names: \(file.names)")
    // Our own comment above belongs to the variable.
    let hasComment = file.lines.count < before.lines.count
    let start = hasComment ? index - 1 : index
    try require(
      file.lines[..<start].elementsEqual(before.lines[..<start])
        && file.lines[(start + 1)...].elementsEqual(before.lines[(index + 1)...]), "other lines: \(file.bytes)")
    let once = file
    let edit = try file.set(name, to: Secret(value))
    try require(edit.change == .unchanged && file == once, "setting twice isn't setting once")
  }

  private static func checkRemoval(_ before: EnvFile) throws {
    var file = before
    let edit: EnvFile.Edit
    do throws(EnvFileError) {
      edit = try file.remove(name)
    } catch {
      return try require(file == before, "changed in spite of \(error)")
    }
    let expected = before.names.filter { $0 != name.text || !edit.otherLines.isEmpty }
    try require(Set(file.names) == Set(expected), "other names: \(file.names)")
  }
}
