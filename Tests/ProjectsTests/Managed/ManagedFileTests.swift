import Testing

@testable import Projects

/// Files that are ours as a whole.
struct ManagedFileTests {
  private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  private func edited(_ old: String?, into wanted: String) throws -> ManagedEdit {
    try ManagedFile.edit(old.map { Array($0.utf8) }, into: wanted)
  }

  @Test func markerIsTheLastLineAndHasTheDigestOfTheRest() throws {
    // printf '# A\n\n' | sha256sum
    #expect(try ManagedFile.text("# A\n") == "# A\n\n<!-- modelgates managed:5da253b2cfe9 -->\n")
  }

  @Test func missingOrEmptyFileIsWritten() throws {
    let wanted = try ManagedFile.text("new\n")
    #expect(try edited(nil, into: wanted) == .write(Array(wanted.utf8)))
    #expect(try edited("", into: wanted) == .write(Array(wanted.utf8)))
  }

  @Test func ownTextIsRenewedAndTheSameTextIsCurrent() throws {
    let (old, wanted) = (try ManagedFile.text("old\n"), try ManagedFile.text("new\n"))
    #expect(try edited(old, into: wanted) == .write(Array(wanted.utf8)))
    #expect(try edited(wanted, into: wanted) == .current)
    #expect(try edited(String(wanted.dropLast()), into: wanted) == .current)
  }

  @Test func otherLineEndsAreNoEditAndStay() throws {
    let (old, wanted) = (try ManagedFile.text("a\nb\n"), try ManagedFile.text("a\nc\n"))
    let windows = { (text: String) in
      text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
    #expect(try edited(windows(wanted), into: wanted) == .current)
    #expect(try edited(windows(old), into: wanted) == .write(Array(windows(wanted).utf8)))
  }

  @Test func whatSomebodyEditedIsLeft() throws {
    let (old, wanted) = (try ManagedFile.text("one\ntwo\n"), try ManagedFile.text("new\n"))
    for text in [
      "x" + old, old + "more\n", old + "\n", old + " ", old.replacing("two", with: "2"),
      old.replacing("\n\n", with: "\n"),
      old.replacing("managed:", with: "managed:0"), String(old.dropLast(3)),
    ] {
      #expect(try edited(text, into: wanted) == .leave(.edited), "\(text)")
    }
  }

  @Test func whatIsNotOursIsLeft() throws {
    let wanted = try ManagedFile.text("new\n")
    for text in ["mine\n", "mine", "\n", "<!-- managed -->\n", "<!-- stripe-projects-cli managed:249859cb7e0f -->\n"] {
      #expect(try edited(text, into: wanted) == .leave(.foreign), "\(text)")
    }
    #expect(try ManagedFile.edit([0xFF, 0xFE, 0, 0x0A, 0xC3], into: wanted) == .leave(.foreign))
  }
}
