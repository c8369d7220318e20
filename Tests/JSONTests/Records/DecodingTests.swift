import JSON
import Testing

struct DecodingTests {
  static let full =
    #"{"text":"t","whole_number":-7,"ratio":2,"is_on":true,"colour":"dark_blue","part":{"name":"p","size":3},"#
    + #""texts":["a","b"],"parts":[{"name":"q"},{"name":"r","size":0}],"anything":[1,null],"maybe_text":"m","#
    + #""maybe_number":9,"maybe_part":{"name":"s"},"maybe_texts":[],"maybe_colour":"navy","maybe_anything":{"x":1}}"#

  @Test(arguments: [UnknownMembers.refuse, .ignore]) func everyKindOfFieldIsRead(_ unknownMembers: UnknownMembers)
    throws
  {
    let record = try Everything(json: .parsed(Self.full), unknownMembers: unknownMembers)
    #expect(record.text == "t")
    #expect(record.wholeNumber == -7)
    #expect(record.ratio == 2)
    #expect(record.isOn)
    #expect(record.colour == .darkBlue)
    #expect(record.part.name == "p" && record.part.size == 3)
    #expect(record.texts == ["a", "b"])
    #expect(record.parts.map(\.name) == ["q", "r"] && record.parts.map(\.size) == [1, 0])
    #expect(record.anything == [1, nil])
    #expect(record.maybeText == "m")
    #expect(record.maybeNumber == 9)
    #expect(record.maybePart?.name == "s" && record.maybePart?.size == 1)
    #expect(record.maybeTexts == [])
    #expect(record.maybeColour == .darkBlue)
    #expect(record.maybeAnything == ["x": 1])
  }

  @Test(arguments: [
    "text", "whole_number", "ratio", "is_on", "colour", "part", "texts", "parts", "anything",
  ])
  func memberWithoutDefaultIsRequired(_ name: String) throws {
    var object = try #require(try JSON.parsed(Self.full).object)
    object[name] = nil
    let expected = FieldError(path: name, expected: "a value", found: "nothing")
    #expect(throws: expected) { try Everything(members: object, unknownMembers: .refuse) }
    #expect(throws: expected) { try Everything(members: object, unknownMembers: .ignore) }
  }

  @Test func optionalMembersMayBeAbsent() throws {
    var object = try #require(try JSON.parsed(Self.full).object)
    for member in object where member.name.hasPrefix("maybe") { object[member.name] = nil }
    let record = try Everything(members: object, unknownMembers: .refuse)
    #expect(record.maybeText == nil && record.maybeNumber == nil && record.maybePart == nil)
    #expect(record.maybeTexts == nil && record.maybeColour == nil && record.maybeAnything == nil)
  }

  @Test func absentMembersTakeTheirDefaults() throws {
    let record = try Defaults(json: [:], unknownMembers: .refuse)
    #expect(record.jsonBytes == Defaults().jsonBytes)
    #expect(record.text == #"as "it" is"# && record.number == -3 && record.ratio == 0.5 && record.isOn)
    #expect(record.colour == .darkBlue && record.texts == ["a", "b"] && record.noTexts == [])
    #expect(record.anything == ["a": [1]] && record.maybeText == "some")
    let changed = try Defaults(json: ["is_on": false, "texts": [], "maybe_text": nil], unknownMembers: .refuse)
    #expect(!changed.isOn && changed.texts == [] && changed.maybeText == nil && changed.number == -3)
  }

  @Test func nullCountsAsAbsentOnlyFromOtherSystems() throws {
    let defaults = try Defaults(json: ["text": nil, "number": nil, "maybe_text": nil], unknownMembers: .ignore)
    #expect(defaults.jsonBytes == Defaults().jsonBytes)
    #expect(throws: FieldError(path: "number", expected: "an integer", found: "null")) {
      try Defaults(json: ["number": nil], unknownMembers: .refuse)
    }
    #expect(throws: FieldError(path: "name", expected: "a value", found: "nothing")) {
      try Part(json: ["name": nil], unknownMembers: .ignore)
    }
    #expect(throws: FieldError(path: "name", expected: "a string", found: "null")) {
      try Part(json: ["name": nil], unknownMembers: .refuse)
    }
  }

  @Test(arguments: [UnknownMembers.refuse, .ignore]) func nullIsAValueOfAnyJSON(_ unknownMembers: UnknownMembers) throws
  {
    var object = try #require(try JSON.parsed(Self.full).object)
    object["anything"] = .null
    object["maybe_anything"] = .null
    let record = try Everything(members: object, unknownMembers: unknownMembers)
    #expect(record.anything == .null)
    #expect(record.maybeAnything == nil)
    #expect(try Defaults(json: ["anything": nil], unknownMembers: unknownMembers).anything == .null)
  }

  @Test func unknownMemberIsRefusedWithTheNearestName() {
    #expect(throws: FieldError(path: "", expected: "only name, size", found: "\"nmae\"", nearest: "name")) {
      try Part(json: ["nmae": "x"], unknownMembers: .refuse)
    }
    #expect(throws: FieldError(path: "", expected: "only name, size", found: "\"colour\"")) {
      try Part(json: ["name": "x", "colour": "red"], unknownMembers: .refuse)
    }
    #expect(throws: FieldError(path: "", expected: "no members", found: "\"a\"")) {
      try Nothing(json: ["a": 1], unknownMembers: .refuse)
    }
    #expect(throws: FieldError(path: "part", expected: "only name, size", found: "\"Size\"", nearest: "size")) {
      try Everything(json: ["part": ["name": "a", "Size": 1]], unknownMembers: .refuse)
    }
  }

  @Test func unknownMemberIsNeverShownRawOrWhole() throws {
    let error = #expect(throws: FieldError.self) { try Part(json: ["a\n\u{1B}[2J\"": 1], unknownMembers: .refuse) }
    #expect(error?.found == #""a\n\u001b[2J\"""#)
    for part in ["x", "😀", "e\u{301}", "\u{301}"] {
      let name = String(repeating: part, count: 100_000)
      let error = #expect(throws: FieldError.self) { try Part(json: [name: 1], unknownMembers: .refuse) }
      #expect(error.map { $0.description.utf8.count < 512 } == true)
    }
  }

  @Test func unknownMembersAreIgnoredFromOtherSystems() throws {
    let json: JSON = ["new": [1, 2], "name": "x", "Size": "no", "part": ["more": nil]]
    #expect(try Part(json: json, unknownMembers: .ignore).name == "x")
    let order = try Order(json: ["items": [["name": "a", "extra": 1]], "extra": [:]], unknownMembers: .ignore)
    #expect(order.items.first?.name == "a")
  }

  @Test func namesAreMatchedByteByByte() {
    #expect(throws: FieldError.self) { try Part(json: ["NAME": "x"], unknownMembers: .refuse) }
    #expect(throws: FieldError.self) { try Part(json: ["name\u{0}": "x"], unknownMembers: .refuse) }
    #expect(throws: FieldError.self) { try Part(json: ["_name": "x"], unknownMembers: .refuse) }
  }

  @Test(arguments: [
    ("aliases", JSON.string("navy"), Colour.darkBlue), ("raw value", "dark_blue", .darkBlue),
    ("raw value", "red", .red),
  ])
  func enumerationReadsRawValuesAndAliases(_ why: String, _ json: JSON, _ value: Colour) throws {
    #expect(try Colour(json: json, unknownMembers: .refuse) == value)
  }

  @Test func enumerationWritesItsRawValue() {
    #expect(String(decoding: Colour.darkBlue.jsonBytes, as: UTF8.self) == "\"dark_blue\"")
  }
}
