import Files
import JSON
import TestSupport
import Testing

@testable import Projects

@Suite struct JournalTests {
  let project: ProjectFolder
  var journal: Journal { Journal(project.directory) }
  let start = Timestamp(milliseconds: 1_700_000_000_000)

  init() throws { project = try ProjectFolder() }

  func id(_ seconds: Int64 = 0) -> OperationID { OperationID(at: start.advanced(bySeconds: seconds)) }

  @Test func aJournalThatWasNeverWrittenIsEmpty() throws {
    let unfinished = try journal.unfinished()
    #expect(unfinished.entries.isEmpty && unfinished.damaged.isEmpty)
    #expect(try !project.exists(".projects"))
  }

  @Test func anEntryIsThereFromBeginToFinish() throws {
    let id = try #require(OperationID("op_01hf7yat00zzzzzzzzzzzzzzzz"))
    var entry = JournalEntry(id, kind: .rotate, step: "mint", at: start)
    entry[.resource] = "modelgates-api"
    try journal.begin(entry)
    #expect(
      try project.text(".projects/journal/op_01hf7yat00zzzzzzzzzzzzzzzz.json") == """
        {"version":1,"operation_id":"op_01hf7yat00zzzzzzzzzzzzzzzz","kind":"rotate","step":"mint",\
        "references":[{"name":"resource","value":"modelgates-api"}],\
        "started_at":"2023-11-14T22:13:20Z","updated_at":"2023-11-14T22:13:20Z"}

        """)
    #expect(try project.mode(".projects/journal") == 0o700)
    #expect(try project.mode(".projects/journal/\(id).json") == 0o600)

    entry[.newKeyHash] = "ab"
    try journal.advance(&entry, to: "verify", at: start.advanced(bySeconds: 5))
    let read = try #require(try journal.unfinished().entries.first)
    #expect(read.jsonBytes == entry.jsonBytes)
    #expect(read.step == "verify" && read[.newKeyHash] == "ab" && read[.oldKeyHash] == nil)
    #expect(read.updatedAt.text == "2023-11-14T22:13:25Z")

    try journal.finish(id)
    #expect(try journal.unfinished().entries.isEmpty)
    try journal.finish(id)
  }

  @Test func entriesComeInTheOrderInWhichTheyBegan() throws {
    let ids = [3, 1, 2, 0].map { id($0) }
    for id in ids { try journal.begin(JournalEntry(id, kind: .add, step: "s", at: start)) }
    #expect(try journal.unfinished().entries.map(\.operationId) == [ids[3], ids[1], ids[2], ids[0]])
  }

  @Test func anOperationIsBegunOnceAndAdvancedOnlyWhenBegun() throws {
    var entry = JournalEntry(id(), kind: .remove, step: "s", at: start)
    let early = #expect(throws: ProjectFileError.self) { try journal.advance(&entry, to: "t", at: start) }
    #expect(early?.code == .inaccessible)
    #expect(entry.step == "s")
    try journal.begin(entry)
    let twice = #expect(throws: ProjectFileError.self) { try journal.begin(entry) }
    #expect(twice?.code == .exists)
  }

  @Test func whatCouldNotBeReadAgainIsNotWritten() throws {
    var entry = JournalEntry(id(), kind: .add, step: "Not a step", at: start)
    #expect(throws: ProjectFileError.self) { try journal.begin(entry) }
    entry.step = "s"
    entry[.resource] = String(repeating: "x", count: 1025)
    #expect(throws: ProjectFileError.self) { try journal.begin(entry) }
    #expect(try journal.unfinished().entries.isEmpty)
  }

  @Test(arguments: ["", "{", "{}", "[]", "{\"version\":2}", "\u{0}", "{\"version\":1,\"operation_id\":\"op_x\"}"])
  func damageIsReportedAndKept(text: String) throws {
    let (good, bad) = (id(1), id(2))
    try journal.begin(JournalEntry(good, kind: .add, step: "s", at: start))
    try project.write(text, to: ".projects/journal/\(bad).json")
    let unfinished = try journal.unfinished()
    #expect(unfinished.entries.map(\.operationId) == [good])
    #expect(unfinished.damaged.map(\.operation) == [bad])
    #expect(try project.text(".projects/journal/\(bad).json") == text)
  }

  @Test func anEntryUnderAnotherNameIsDamaged() throws {
    let (first, second) = (id(1), id(2))
    try journal.begin(JournalEntry(first, kind: .add, step: "s", at: start))
    try project.write(project.text(".projects/journal/\(first).json"), to: ".projects/journal/\(second).json")
    #expect(try journal.unfinished().damaged.map(\.operation) == [second])
  }

  @Test func linksInTheJournalAreNotFollowed() throws {
    try project.write("{}", to: "elsewhere.json")
    try project.directory.create(project.directory.journal, mode: 0o700)
    try File.createSymbolicLink(project.path(".projects/journal/op_link.json"), to: "../../elsewhere.json")
    #expect(try journal.unfinished().damaged.count == 1)
  }

  @Test func operationIDsSortByTimeAndDiffer() {
    var generator = SeededGenerator(seed: 1)
    let ids = (0..<1000).map { OperationID(at: Timestamp(milliseconds: 1_700_000_000_000 + $0), using: &generator) }
    #expect(ids == ids.sorted())
    #expect(Set(ids.map { $0.text.suffix(16) }).count == 1000)
    #expect(ids.allSatisfy { OperationID($0.text) == $0 })
    #expect(ids[0].text.hasPrefix("op_01hf7yat00"))
    #expect(OperationID(at: .now) != OperationID(at: .now))
  }

  @Test(arguments: [
    "", "op_", "op_01hf7yat00zzzzzzzzzzzzzzz", "op_01hf7yat00zzzzzzzzzzzzzzzzz", "op_01HF7YAT00ZZZZZZZZZZZZZZZZ",
    "op_01hf7yat00zzzzzzzzzzzzzzzi", "op-01hf7yat00zzzzzzzzzzzzzzzz", "op_../../../../../../../etc/x",
  ])
  func otherTextIsNoOperationID(text: String) { #expect(OperationID(text) == nil) }
}
