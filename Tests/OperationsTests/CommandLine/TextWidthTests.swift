import JSON
import Operations
import Testing

/// Text that fits a terminal, and text for programs.
struct TextWidthTests {
  private func text(_ json: String, _ form: TextRendering.Form) -> String {
    TextRendering(form).text(of: Array(json.utf8))
  }

  static let rows =
    #"{"rows":[{"id":"first-one","words":"abcdefghijklmnop","n":12},{"id":"x","words":"y","n":7}],"total":2}"#

  static let tables: [(width: Int, expected: String)] = [
    (
      60,
      "rows:\n  ID         WORDS              N\n  first-one  abcdefghijklmnop  12\n  x          y                  7\ntotal: 2\n"
    ),
    (
      30,
      "rows:\n  ID         WORDS           N\n  first-one  abcdefghijkl…  12\n  x          y               7\ntotal: 2\n"
    ),
    (
      18,
      "rows:\n  - id:    first-one\n    words: abcdefghijklmnop\n    n:     12\n  - id:    x\n    words: y\n    n:     7\ntotal: 2\n"
    ),
  ]

  @Test(arguments: tables.indices)
  func tableFitsOrBecomesBlocks(_ index: Int) {
    let (width, expected) = Self.tables[index]
    #expect(text(Self.rows, .aligned(width: width)) == expected)
  }

  @Test func programsGetTabsAndWholeCells() {
    #expect(
      text(Self.rows, .plain)
        == "rows:\nID\tWORDS\tN\nfirst-one\tabcdefghijklmnop\t12\nx\ty\t7\ntotal: 2\n")
    #expect(text(#"{"a":"b","longer":"c"}"#, .plain) == "a: b\nlonger: c\n")
    #expect(text(#"{"rows":[{"x":"1\t2\n3\u001b[m"}]}"#, .plain) == "rows:\nX\n1 2 3\u{FFFD}[m\n")
  }

  @Test(arguments: [
    // Wide characters take two columns, marks none.
    (#"{"rows":[{"id":"日本","n":"x"},{"id":"abcd","n":"e\u0301"}]}"#, "rows:\n  ID    N\n  日本  x\n  abcd  e\u{301}\n"),
    (#"{"rows":[{"id":"👩‍💻","n":"x"}]}"#, "rows:\n  ID  N\n  👩‍💻  x\n"),
    (#"{"rows":[{"id":"a","n":"日本語日本語日本"}]}"#, "rows:\n  ID  N\n  a   日本語日本…\n"),
  ])
  func widthIsThatOfATerminal(_ json: String, _ expected: String) {
    #expect(text(json, .aligned(width: 17)) == expected)
  }

  @Test func sentencesAreWrappedAndAddressesStayWhole() {
    let json = #"{"steps":["One two three four five six seven.","See https://example.com/a/very/long/address now."]}"#
    #expect(
      text(json, .aligned(width: 24)) == """
        steps:
          - One two three four
            five six seven.
          - See
            https://example.com/a/very/long/address
            now.

        """)
    #expect(text(json, .aligned(width: nil)).contains("- One two three four five six seven.\n"))
  }

  /// Names that are cut to less than half name nothing any more.
  @Test func tableWithoutRoomForNamesBecomesBlocks() {
    let json = #"{"rows":[{"id":"a","names":["MODELGATES_API_KEY","MODELGATES_TYPE"]}]}"#
    #expect(
      text(json, .aligned(width: 22)) == """
        rows:
          - id:    a
            names: MODELGATES_API_KEY, MODELGATES_TYPE

        """)
    #expect(text(json, .aligned(width: 30)).hasSuffix("  a   MODELGATES_API_KEY, MOD…\n"))
  }

  @Test func commandsStayWhole() {
    #expect(
      text(#"{"more":"modelgates models --cursor abc claude"}"#, .aligned(width: 30))
        == "more: modelgates models --cursor abc claude\n")
  }

  @Test func longListStaysATable() {
    let row = #"{"id":"a","features":"tools, image, reasoning"}"#
    let json = #"{"rows":[\#(Array(repeating: row, count: 9).joined(separator: ","))]}"#
    #expect(text(json, .aligned(width: 17)).hasSuffix("\n  a   tools, ima…\n"))
  }

  /// A sentence in a cell would lose what it says.
  @Test func tableOfSentencesBecomesBlocks() {
    let sentence = String(repeating: "word ", count: 15) + "end"
    let rendered = text(#"{"rows":[{"label":"a","remedy":"\#(sentence)"}]}"#, .aligned(width: 80))
    #expect(rendered.hasPrefix("rows:\n  - label:  a\n    remedy: word") && !rendered.contains("…"))
  }
}
