import JSON
import Testing

/// An object that was read makes its members when they are asked for; it must not be told from one that was built.
struct JSONObjectTests {
  static let text = #"{"a":{"b":[1,{"c":"d"}]},"\u0065\n":"\"x\"\u00e9","f":[],"g":{},"h":-1.50,"i":null}"#
  static let built: JSONObject = [
    "a": ["b": [1, ["c": "d"]]], "e\n": "\"x\"é", "f": [], "g": [:], "h": number, "i": nil,
  ]
  private static let number = (try? JSON.parsed("-1.50")) ?? nil

  private static func read() throws -> JSONObject { try #require(try JSON.parsed(text).object) }

  @Test func whatWasReadEqualsWhatWasBuilt() throws {
    let read = try Self.read()
    #expect(read == Self.built)
    #expect(read.count == 6 && !read.isEmpty)
    #expect(read.map(\.name) == Self.built.map(\.name))
    #expect(
      JSON.object(read).description == #"{"a":{"b":[1,{"c":"d"}]},"e\n":"\"x\"é","f":[],"g":{},"h":-1.50,"i":null}"#)
    for (name, value) in Self.built { #expect(read[name] == value) }
    #expect(read["b"] == nil && read["c"] == nil && read[""] == nil)
  }

  @Test func eachMemberIsShownOnceByItsName() throws {
    for object in [try Self.read(), Self.built] {
      var shown: [String] = []
      object.forEachMember { member in
        switch member.name {
        case "", "b", "c", "e": Issue.record("there is no such member")
        case "e\n":
          let isText = member.isString("\"x\"é")
          let isOther = member.isString("\"x\"e") || member.isString("\"x\"") || member.isString("")
          shown.append("e \(isText) \(isOther)")
        case "a": shown.append("a \(member.value)")
        case "h": shown.append("h \(member.value) \(member.isString("-1.50"))")
        default: shown.append("\(member.value)")
        }
      }
      #expect(shown == [#"a {"b":[1,{"c":"d"}]}"#, "e true false", "[]", "{}", "h -1.50 false", "null"])
    }
  }

  @Test func whatIsThrownEndsTheShowing() throws {
    struct Enough: Error {}
    for object in [try Self.read(), Self.built] {
      var count = 0
      #expect(throws: Enough.self) {
        try object.forEachMember { _ throws(Enough) in
          count += 1
          if count == 2 { throw Enough() }
        }
      }
      #expect(count == 2)
    }
  }

  @Test func changingOneLeavesTheOtherCopyAsItWas() throws {
    let read = try Self.read()
    var changed = read
    changed["a"] = 7
    changed["g"] = nil
    changed["z"] = true
    #expect(JSON.object(changed).description == #"{"a":7,"e\n":"\"x\"é","f":[],"h":-1.50,"i":null,"z":true}"#)
    #expect(read == Self.built)
  }

  @Test func innerObjectOutlivesTheTextItWasReadFrom() throws {
    let inner = try #require(try JSON.parsed(#"{"a":[{"b":"a text that is no small string"}]}"#)["a"]?.array?.first)
    #expect(inner["b"] == "a text that is no small string")
  }

  /// Escapes are replaced where they stand, so what follows must stay as it was.
  @Test func manyEscapesLeaveTheirNeighboursAlone() throws {
    for count in 0..<40 {
      let escaped = String(repeating: #"\u00e9\n-\ud83d\ude00é"#, count: count)
      let plain = String(repeating: "é\n-😀é", count: count)
      let value = try JSON.parsed("{\"\(escaped)1\":\"\(escaped)2\",\"b\":\"\(escaped)\",\"c\":[\"\(escaped)\",12.5]}")
      #expect(
        value == [plain + "1": .string(plain + "2"), "b": .string(plain), "c": [.string(plain), try .parsed("12.5")]])
    }
  }
}
