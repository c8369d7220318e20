import JSON
import Testing

struct DuplicateNameTests {
  @Test(arguments: [
    Refusal(#"{"a":1,"a":1}"#, .duplicateName("a"), 7),
    Refusal(#"{"a":1,"a":2}"#, .duplicateName("a"), 7),
    Refusal(#"{"a":1, "a":2}"#, .duplicateName("a"), 8),
    Refusal(#"{"a":1,"b":2,"a":3}"#, .duplicateName("a"), 13),
    Refusal(#"{"":1,"":2}"#, .duplicateName(""), 6),
    Refusal(#"{"a":1,"\u0061":2}"#, .duplicateName("a"), 7),
    Refusal(#"{"\u0061":1,"a":2}"#, .duplicateName("a"), 12),
    Refusal(#"{"\u004A":1,"\u004a":2}"#, .duplicateName("J"), 12),
    Refusal(#"{"é":1,"\u00e9":2}"#, .duplicateName("é"), 8),
    Refusal(#"{"😀":1,"\uD83D\uDE00":2}"#, .duplicateName("😀"), 10),
    Refusal(#"{"\n":1,"\u000a":2}"#, .duplicateName("\n"), 8),
    Refusal(#"{"/":1,"\/":2}"#, .duplicateName("/"), 7),
    Refusal(#"{"a":{"b":1,"b":2}}"#, .duplicateName("b"), 12),
    Refusal(#"[{},{"b":1,"b":2}]"#, .duplicateName("b"), 11),
    // The name counts, whatever stands behind it.
    Refusal(#"{"a":1,"a"}"#, .duplicateName("a"), 7),
    Refusal(#"{"__proto__":1,"__proto__":2}"#, .duplicateName("__proto__"), 15),
  ])
  func duplicateIsRefused(_ row: Refusal) { row.check() }

  @Test(arguments: 1...40) func duplicateIsFoundAmongAnyNumberOfMembers(_ count: Int) throws {
    let names = (0..<count).map { "name \($0)" }
    let members = names.map { "\"\($0)\":0," }.joined()
    #expect(try JSON.parsed("{\(members)\"last\":0}").object?.count == count + 1)
    for name in names { Refusal("{\(members)\"\(name)\":1}", .duplicateName(name), 1 + members.utf8.count).check() }
    let escaped = "\\u006e" + (names.last ?? "").dropFirst()
    Refusal("{\(members)\"\(escaped)\":1}", .duplicateName(names.last ?? ""), 1 + members.utf8.count).check()
  }

  @Test(arguments: [
    ("K", "\u{212A}"), ("Å", "\u{212B}"), ("\u{E9}", "e\u{301}"), ("Ω", "\u{2126}"),
    ("q\u{323}\u{307}", "q\u{307}\u{323}"),
  ])
  func namesThatOnlyLookAlikeAreDifferent(_ first: String, _ second: String) throws {
    for padding in [0, 20] {
      let others = (0..<padding).map { "\"\($0)\":0," }.joined()
      let object = try #require(try JSON.parsed("{\(others)\"\(first)\":1,\"\(second)\":2}").object)
      #expect(object.count == padding + 2)
      #expect(object[first] == 1)
      #expect(object[second] == 2)
    }
    #expect(try JSON.parsed("{\"\(first)\":1}")[second] == nil)
    #expect(try JSON.parsed("{\"\(first)\":1}") != JSON.parsed("{\"\(second)\":1}"))
  }

  @Test func sameNameInDifferentObjectsIsFine() throws {
    #expect(try JSON.parsed(#"{"a":{"a":1},"b":[{"a":1},{"a":2}]}"#).object?.count == 2)
  }

  @Test func twentyThousandMembersAreReadInOneGo() throws {
    let members = (0..<20_000).map { "\"member number \($0)\":\($0)" }.joined(separator: ",")
    #expect(try JSON.parsed("{\(members)}").object?.count == 20_000)
  }
}
