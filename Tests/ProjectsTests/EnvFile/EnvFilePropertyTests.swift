import Gateway
import TestSupport
import Testing

@testable import Projects

/// Rules that hold for every file, tried on 10,000 that are made of what such files, and broken ones, consist of.
@Suite struct EnvFilePropertyTests {
  static let fragments: [String] = [
    "A", "B", "MODELGATES_API_KEY", "export ", "export", "=", "=", "=", " = ", ":", "'", "\"", "`", "\\", "\\\"", "\\'",
    "#", " # note", "# ModelGates (MODELGATES_API_KEY): ours", " ", "\t", "\n", "\n", "\n", "\r\n", "\r", "value",
    "sk-123", "${A}", "$", "é",
    "\u{0}", "A=1\n", "B='x'\n", "export MODELGATES_API_KEY=old # note\n", "MODELGATES_API_KEY=\"a\nb\"\n", "\n\n",
    "\u{FEFF}",
  ]
  static let key: VariableName = "MODELGATES_API_KEY"
  static let new: VariableName = "NOT_IN_ANY_FRAGMENT"
  static let values = ["", "sk-mg-v1-0123", "two words", "it's", "a#b", "100%", "\\d+x"]

  static func file(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = Int.random(in: 0..<20, using: &generator) == 0 ? EnvFile.byteOrderMark : []
    for _ in 0..<Int.random(in: 0...24, using: &generator) {
      if Int.random(in: 0..<16, using: &generator) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &generator))
      } else {
        bytes += (fragments.randomElement(using: &generator) ?? "").utf8
      }
    }
    return bytes
  }

  /// Calls `body` with each of 10,000 files and a value.
  static func forEachFile(_ body: ([UInt8], String) throws -> Void) rethrows {
    var generator = SeededGenerator(seed: 2026)
    for _ in 0..<10_000 {
      let bytes = file(&generator)
      try body(bytes, values.randomElement(using: &generator) ?? "")
    }
  }

  @Test func printingGivesTheBytesThatWereRead() {
    Self.forEachFile { bytes, _ in
      if EnvFile(parsing: bytes).bytes != bytes { Issue.record("\(bytes) doesn't print as it was read") }
    }
  }

  @Test func aNewVariableSetAndRemovedLeavesNoTrace() throws {
    var edited = 0
    try Self.forEachFile { bytes, value in
      var file = EnvFile(parsing: bytes)
      do {
        let comment = value.isEmpty ? nil : "about it"
        let set = try file.set(Self.new, to: value, comment: comment)
        if set.change != .appended || !file.matches(Self.new, Secret(Array(value.utf8))) { Issue.record("\(bytes)") }
        if try file.remove(Self.new).change != .removed || file.bytes != bytes { Issue.record("\(bytes)") }
        edited += 1
      } catch let error as EnvFileError {
        Self.expectUntouched(file, bytes, error)
      }
    }
    #expect(edited > 9_000)
  }

  @Test func settingAnExistingVariableLeavesAllOtherBytes() throws {
    var edited = 0
    try Self.forEachFile { bytes, value in
      var file = EnvFile(parsing: bytes)
      guard let index = file.effectiveIndex(of: Self.key) else { return }
      let before = file.lines
      // Our own comment line above belongs to the variable.
      let keepsComment =
        index > 0 && before[index - 1].content == .text(Array("# ModelGates (MODELGATES_API_KEY): ours".utf8))
      do {
        try file.set(Self.key, to: value, comment: keepsComment ? "ours" : nil)
        edited += 1
      } catch let error as EnvFileError {
        return Self.expectUntouched(file, bytes, error)
      }
      guard !Self.hasOwnComment(before, index) || keepsComment else { return }
      let expectedStart = Self.print(before[..<index])
      let expectedEnd = Self.print(before[(index + 1)...])
      let after = file.bytes.dropFirst(bytes.starts(with: EnvFile.byteOrderMark) ? 3 : 0)
      if !after.starts(with: expectedStart) || !Array(after).hasSuffix(expectedEnd) { Issue.record("\(bytes)") }
      if file.lines.count != before.count { Issue.record("\(bytes) has another number of lines") }
      if file.lines[index].ending != before[index].ending { Issue.record("\(bytes) has another line ending") }
    }
    #expect(edited > 1_500)
  }

  @Test func settingTwiceIsSettingOnce() throws {
    try Self.forEachFile { bytes, value in
      var file = EnvFile(parsing: bytes)
      do {
        try file.set(Self.key, to: value, comment: "about it")
        let once = file.bytes
        let again = try file.set(Self.key, to: value, comment: "about it")
        if again.change != .unchanged || file.bytes != once { Issue.record("\(bytes)") }
      } catch let error as EnvFileError {
        Self.expectUntouched(file, bytes, error)
      }
    }
  }

  @Test func removingLeavesAllOtherVariables() throws {
    try Self.forEachFile { bytes, _ in
      var file = EnvFile(parsing: bytes)
      let names = file.names
      do {
        let removal = try file.remove(Self.key)
        let stays = !removal.otherLines.isEmpty
        let expected = stays ? Set(names) : Set(names).subtracting([Self.key.text])
        if Set(file.names) != expected { Issue.record("\(bytes)") }
      } catch let error as EnvFileError {
        Self.expectUntouched(file, bytes, error)
      }
    }
  }

  private static func expectUntouched(_ file: EnvFile, _ bytes: [UInt8], _ error: EnvFileError) {
    #expect(error.code == .unbalancedQuotes)
    if file.bytes != bytes { Issue.record("\(bytes) was changed in spite of an error") }
  }

  private static func hasOwnComment(_ lines: [EnvLine], _ index: Int) -> Bool {
    guard index > 0, case .text(let text) = lines[index - 1].content else { return false }
    return text.starts(with: EnvFile.commentMark(key).utf8)
  }

  private static func print(_ lines: ArraySlice<EnvLine>) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in lines { line.print(to: &bytes) }
    return bytes
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}
