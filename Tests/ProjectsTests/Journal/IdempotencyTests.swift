import Files
import JSON
import Testing

@testable import Projects

@Suite struct IdempotencyTests {
  let project: ProjectFolder
  var record: Idempotency { Idempotency(project.directory) }
  let now = Timestamp(milliseconds: 1_700_000_000_000)

  init() throws { project = try ProjectFolder() }

  func find(_ key: String, _ operation: String = "add", _ digest: String = "ab", after seconds: Int64 = 0) throws
    -> Idempotency.Finding
  {
    try record.find(key, operation: operation, argumentsDigest: digest, at: now.advanced(bySeconds: seconds))
  }

  func keep(_ key: String, _ result: JSON, after seconds: Int64 = 0) throws {
    try record.record(
      key, operation: "add", argumentsDigest: "ab", result: result, at: now.advanced(bySeconds: seconds))
  }

  @Test func aRepeatedCallGetsTheSameResult() throws {
    #expect(try find("k") == .unknown)
    try keep("k", ["name": "modelgates-api", "n": 1])
    #expect(try find("k") == .replay(["name": "modelgates-api", "n": 1]))
    #expect(try project.mode(".projects/journal/idempotency.json") == 0o600)
  }

  @Test func anotherCallWithTheSameKeyIsAConflict() throws {
    try keep("k", 1)
    #expect(try find("k", "rotate") == .conflict)
    #expect(try find("k", "add", "cd") == .conflict)
    try keep("k", 1)
    let error = #expect(throws: ProjectFileError.self) { try keep("k", 2) }
    #expect(error?.code == .exists)
    #expect(try find("k") == .replay(1))
  }

  @Test func resultsLastForADay() throws {
    try keep("k", 1)
    #expect(try find("k", after: Idempotency.lifetime - 1) == .replay(1))
    #expect(try find("k", after: Idempotency.lifetime) == .unknown)
    try keep("k", 2, after: Idempotency.lifetime)
    #expect(try find("k", after: Idempotency.lifetime) == .replay(2))
  }

  @Test func theOldestResultsGiveWay() throws {
    for number in 0...Idempotency.capacity { try keep("k\(number)", .integer(Int64(number)), after: Int64(number)) }
    #expect(try find("k0", after: 300) == .unknown)
    #expect(try find("k1", after: 300) == .replay(1))
    #expect(try find("k\(Idempotency.capacity)", after: 300) == .replay(.integer(Int64(Idempotency.capacity))))
  }

  @Test func whatCannotBeKeptIsRefused() throws {
    let long = #expect(throws: ProjectFileError.self) {
      try keep("k", .string(String(repeating: "x", count: Idempotency.resultLimit)))
    }
    #expect(long?.code == .tooLarge)
    #expect(throws: ProjectFileError.self) { try keep("", 1) }
    #expect(throws: ProjectFileError.self) { try keep(String(repeating: "k", count: 256), 1) }
    #expect(try find("k") == .unknown)
  }

  @Test(arguments: ["", "{", "[]", "{\"version\":2,\"results\":[]}", "{\"version\":1,\"results\":[{}]}"])
  func aDamagedRecordIsAnErrorAndStays(text: String) throws {
    try project.write(text, to: ".projects/journal/idempotency.json")
    let error = #expect(throws: ProjectFileError.self) { try find("k") }
    #expect(error?.code == .damaged)
    #expect(throws: ProjectFileError.self) { try keep("k", 1) }
    #expect(try project.text(".projects/journal/idempotency.json") == text)
  }

  @Test func theRecordIsNoUnfinishedOperation() throws {
    try keep("k", 1)
    let unfinished = try Journal(project.directory).unfinished()
    #expect(unfinished.entries.isEmpty && unfinished.damaged.isEmpty)
  }
}
