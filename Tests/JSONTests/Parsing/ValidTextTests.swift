import JSON
import Testing

/// Every production of RFC 8259.
struct ValidTextTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let value: JSON
    init(_ text: String, _ value: JSON) { (self.text, self.value) = (text, value) }
    var testDescription: String { text }
  }

  @Test(arguments: literals + arrays + objects) func textIsRead(_ row: Row) throws {
    #expect(try JSON.parsed(row.text) == row.value)
  }

  @Test(arguments: strings) func stringIsRead(_ row: Row) throws {
    let value = try #require(try JSON.parsed(row.text).string)
    let expected = try #require(row.value.string)
    // Bytes, because String's == takes canonically equivalent texts for equal.
    #expect(Array(value.utf8) == Array(expected.utf8))
  }

  @Test(arguments: strings) func stringIsReadWhereverItBegins(_ row: Row) throws {
    let expected = try #require(row.value.string)
    for padding in 0..<18 {
      let before = String(repeating: "x", count: padding)
      let text = "[\"\(before)\(row.text.dropFirst().dropLast())\(before)\"]"
      let value = try JSON.parsed(text).array?.first?.string
      #expect(value.map { Array($0.utf8) } == Array((before + expected + before).utf8))
    }
  }

  static let literals: [Row] = [
    Row("null", nil), Row("true", true), Row("false", false), Row("0", 0), Row("-1", -1), Row("\"\"", ""),
    Row(" null ", nil), Row("\ttrue\t", true), Row("\nfalse\n", false), Row("\r\n7\r\n", 7),
    Row(" \t\r\n\"a\" \t\r\n", "a"),
  ]

  static let arrays: [Row] = [
    Row("[]", []), Row("[ ]", []), Row(" [\n\t\r ] ", []), Row("[1]", [1]), Row("[ 1 ]", [1]),
    Row("[1,2,3]", [1, 2, 3]), Row("[ 1 ,\n2\t, 3\r]", [1, 2, 3]), Row("[[]]", [[]]),
    Row("[[],[[]],[]]", [[], [[]], []]),
    Row("[null,true,false,0,\"\",[],{}]", [nil, true, false, 0, "", [], [:]]),
    Row("[1,1,1,1,1,1,1,1,1]", [1, 1, 1, 1, 1, 1, 1, 1, 1]), Row("[{\"a\":1},{\"a\":2}]", [["a": 1], ["a": 2]]),
  ]

  static let objects: [Row] = [
    Row("{}", [:]), Row("{ }", [:]), Row(" {\n\t\r } ", [:]), Row("{\"a\":1}", ["a": 1]),
    Row("{ \"a\" : 1 }", ["a": 1]),
    Row("{\"b\":1,\"a\":2}", ["b": 1, "a": 2]), Row("{\"\":0}", ["": 0]), Row("{\"a\":null}", ["a": nil]),
    Row("{\"a\":{\"a\":{\"a\":[]}}}", ["a": ["a": ["a": []]]]), Row("{\"\\u0061\":1}", ["a": 1]),
    Row("{\"a\":1,\"A\":2,\"a \":3}", ["a": 1, "A": 2, "a ": 3]), Row("{\"\\u0000\":1}", ["\0": 1]),
    Row("{\"\\\"\":1,\"\\\\\":2}", ["\"": 1, "\\": 2]), Row("{\"日本\":\"語\"}", ["日本": "語"]),
    Row("\n{\n\t\"a\"\r:\n[\n1\n,\n2\n]\n,\n\"b\"\n:\n{\n}\n}\n", ["a": [1, 2], "b": [:]]),
  ]

  /// U+FFFE, U+FFFF and U+FDD0, which a literal can't hold but JSON can.
  static let noncharacters = String(
    decoding: [0xEF, 0xBF, 0xBE, 0xEF, 0xBF, 0xBF, 0xEF, 0xB7, 0x90] as [UInt8], as: UTF8.self)

  static let strings: [Row] = [
    Row("\"\"", ""), Row("\" \"", " "), Row("\"a\"", "a"), Row("\"1234567\"", "1234567"),
    Row("\"12345678\"", "12345678"),
    Row("\"123456789abcdef\"", "123456789abcdef"), Row("\"123456789abcdefg\"", "123456789abcdefg"),
    Row("\"[]{}:,/*#'`\"", "[]{}:,/*#'`"), Row("\"\\\"\"", "\""), Row("\"\\\\\"", "\\"), Row("\"\\/\"", "/"),
    Row("\"/\"", "/"), Row("\"\\b\\f\\n\\r\\t\"", "\u{8}\u{C}\n\r\t"), Row("\"\\\\n\"", "\\n"),
    Row("\"\\\\u0041\"", "\\u0041"),
    Row("\"\\u0041\"", "A"), Row("\"\\u004a\\u004A\"", "JJ"), Row("\"\\u0000\"", "\0"), Row("\"\\u001f\"", "\u{1F}"),
    Row("\"\\u0022\\u005c\\u002F\"", "\"\\/"), Row("\"\\u007f\"", "\u{7F}"), Row("\"\u{7F}\"", "\u{7F}"),
    Row("\"\\u0080\"", "\u{80}"), Row("\"\u{80}\"", "\u{80}"), Row("\"\\u07FF\\u0800\"", "\u{7FF}\u{800}"),
    Row("\"é\"", "é"), Row("\"\\u00e9\"", "\u{E9}"), Row("\"e\\u0301\"", "e\u{301}"), Row("\"日本語\"", "日本語"),
    Row("\"\\uD7FF\\uE000\"", "\u{D7FF}\u{E000}"), Row("\"\\uFFFE\\uFFFF\\uFDD0\"", .string(noncharacters)),
    Row("\"\(noncharacters)\"", .string(noncharacters)), Row("\"\\uFEFF\"", "\u{FEFF}"),
    Row("\"\u{FEFF}\"", "\u{FEFF}"),
    Row("\"😀\"", "😀"), Row("\"\\uD83D\\uDE00\"", "😀"), Row("\"\\ud83d\\ude00\"", "😀"),
    Row("\"\\uD800\\uDC00\"", "\u{10000}"), Row("\"\\uDBFF\\uDFFF\"", "\u{10FFFF}"),
    Row("\"\u{10FFFF}\"", "\u{10FFFF}"),
    Row("\"\\u2028\\u2029\"", "\u{2028}\u{2029}"), Row("\"\u{2028}\u{2029}\u{85}\"", "\u{2028}\u{2029}\u{85}"),
    Row("\"a\\nb\\nc\"", "a\nb\nc"), Row("\"\\n\\n\"", "\n\n"), Row("\"é\\né\"", "é\né"), Row("\"👨‍👩‍👧\"", "👨‍👩‍👧"),
  ]

  @Test func membersKeepTheirOrder() throws {
    let object = try #require(try JSON.parsed(#"{"z":1,"a":2,"m":3,"Z":4}"#).object)
    #expect(object.map(\.name) == ["z", "a", "m", "Z"])
  }

  @Test func bigArraysAndObjectsAreRead() throws {
    let numbers = (0..<1000).map(String.init)
    let array = try JSON.parsed("[\(numbers.joined(separator: ","))]")
    #expect(array == .array((0..<1000).map { .integer($0) }))
    let object = try JSON.parsed("{\(numbers.map { "\"n\($0)\":\($0)" }.joined(separator: ","))}").object
    #expect(object?.count == 1000)
    #expect(object?["n999"] == 999)
  }
}
