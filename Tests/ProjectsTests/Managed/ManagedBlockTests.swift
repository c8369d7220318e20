import TestSupport
import Testing

@testable import Projects

/// Our part of somebody else's Markdown file.
struct ManagedBlockTests {
  private let block = "old\n"

  private func edited(_ old: String?, into text: String) throws -> ManagedEdit {
    try ManagedBlock.edit(old.map { Array($0.utf8) }, into: text)
  }

  /// The whole file after an edit that writes.
  private func written(_ old: String?, into text: String) throws -> String {
    guard case .write(let bytes) = try edited(old, into: text) else { return "not written" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func start(_ text: String) throws -> String {
    "<!-- modelgates managed:start \(try ManagedText.digest(text.utf8)) -->"
  }

  private let end = "<!-- modelgates managed:end -->"

  @Test func newFileIsTheBlock() throws {
    for old in [nil, ""] as [String?] {
      #expect(try written(old, into: block) == "\(try start(block))\nold\n\(end)\n")
    }
  }

  @Test(arguments: [
    "# Title\n\ntext\n", "no end", "\n\nblank lines first", "a\r\nb\r\nno end", "a\r", "---\nx: y\n---\n", " ",
  ])
  func newBlockComesFirstAndEveryByteOfTheRestStays(_ old: String) throws {
    let new = try written(old, into: block)
    #expect(new.hasPrefix(try start(block)))
    #expect(Array(new.utf8).suffix(old.utf8.count) == ArraySlice(Array(old.utf8)))
    #expect(try edited(new, into: block) == .current)
    let ending: [UInt8] = old.utf8.contains(13) && old.utf8.contains(10) ? [13, 10] : [10]
    let first = try (start(block) + "\nold\n\(end)\n\n").utf8.flatMap { $0 == 10 ? ending : [$0] }
    #expect(Array(new.utf8).dropLast(old.utf8.count) == first[...])
  }

  @Test func byteOrderMarkStaysFirst() throws {
    let new = try written("\u{FEFF}# Title\n", into: block)
    #expect(new.unicodeScalars.first == "\u{FEFF}" && new.unicodeScalars.dropFirst().first == "<")
    #expect(try edited(new, into: block) == .current)
  }

  @Test(arguments: ["\n", "\r\n"])
  func ownBlockIsRenewedInItsPlace(_ ending: String) throws {
    func file(_ text: String, _ digest: String) -> String {
      ["before", "", digest, text, end, "after, no end"].joined(separator: ending)
    }
    let old = file("old", try start("old\n"))
    #expect(try edited(old, into: "old\n") == .current)
    #expect(try written(old, into: "new\n") == file("new", try start("new\n")))
  }

  @Test func blockAtTheEndKeepsAnUnterminatedLine() throws {
    let old = "before\n\(try start("old\n"))\nold\n\(end)"
    #expect(try written(old, into: "new\n") == "before\n\(try start("new\n"))\nnew\n\(end)")
  }

  @Test func editedBlockIsLeft() throws {
    let start = try start("old\n")
    for text in ["older\n", "", "old\n\n", "old \n"] {
      #expect(try edited("\(start)\n\(text)\(end)\n", into: "new\n") == .leave(.edited), "\(text)")
    }
    #expect(try edited("<!-- modelgates managed:start -->\nold\n\(end)\n", into: "new\n") == .leave(.edited))
  }

  @Test func markersThatAreNoPairAreLeft() throws {
    let start = try start("old\n")
    for text in [
      "\(start)\nold\n", "old\n\(end)\n", "\(end)\n\(start)\n", "\(start)\n\(start)\n\(end)\n",
      "\(start)\n\(end)\n\(end)\n",
      "\(start)\nold\n\(end)\n\(start)\nold\n\(end)\n", "\(start)\nold\n\(end)x\n",
    ] {
      #expect(try edited(text, into: "new\n") == .leave(.damagedMarkers), "\(text)")
    }
  }

  @Test func indentedMarkersAreText() throws {
    let old = "    \(try start("old\n"))\n    \(end)\n"
    #expect(try written(old, into: "new\n").hasSuffix(old))
  }

  @Test func otherEncodingsAreLeft() throws {
    #expect(try ManagedBlock.edit([0xFF, 0xFE, 0x23, 0, 0x0A, 0], into: "new\n") == .leave(.notText))
  }

  /// Whatever surrounds it, a block goes in and is renewed, and the surroundings stay.
  @Test func surroundingsStayWhateverTheyAre() throws {
    var random = SeededGenerator(seed: 7)
    let pieces: [[UInt8]] = [
      [10], [13, 10], [13], Array("text".utf8), [0xFF], [0xC3, 0x28], Array("<!-- x -->".utf8), [32], [9],
    ]
    for _ in 0..<500 {
      let old = (0..<Int.random(in: 0...8, using: &random)).flatMap { _ in pieces.randomElement(using: &random) ?? [] }
      guard case .write(let first) = try ManagedBlock.edit(old, into: "one\n"),
        case .write(let second) = try ManagedBlock.edit(first, into: "two\nlines\n"),
        case .write(let third) = try ManagedBlock.edit(second, into: "one\n")
      else {
        Issue.record("not written: \(old)")
        continue
      }
      #expect(first.suffix(old.count) == old[...], "\(old)")
      #expect(third == first, "\(old)")
    }
  }
}
