import JSON
import Testing

struct EncodingTests {
  private func text(_ value: some FieldValue) -> String { String(decoding: value.jsonBytes, as: UTF8.self) }

  @Test func membersAreWrittenInOrderOfDeclaration() throws {
    let record = try Everything(json: .parsed(DecodingTests.full), unknownMembers: .refuse)
    #expect(
      text(record)
        == #"{"text":"t","whole_number":-7,"ratio":2,"is_on":true,"colour":"dark_blue","part":{"name":"p","size":3},"#
        + #""texts":["a","b"],"parts":[{"name":"q","size":1},{"name":"r","size":0}],"anything":[1,null],"maybe_text":"m","#
        + #""maybe_number":9,"maybe_part":{"name":"s","size":1},"maybe_texts":[],"maybe_colour":"dark_blue","#
        + #""maybe_anything":{"x":1}}"#)
  }

  @Test func whatIsNilIsLeftOut() {
    var record = Constrained()
    #expect(text(record) == #"{"name":"ab","times":1,"share":1,"tags":["x"]}"#)
    record.days = [3]
    #expect(text(record) == #"{"name":"ab","times":1,"share":1,"tags":["x"],"days":[3]}"#)
    record.days = nil
    #expect(text(record) == #"{"name":"ab","times":1,"share":1,"tags":["x"]}"#)
  }

  @Test func whatWasNeverSetIsLeftOut() {
    #expect(text(Part()) == #"{"size":1}"#)
    #expect(text(Everything()) == "{}")
  }

  @Test func nilInAListIsNull() {
    #expect(text(["a", nil, "b"] as [String?]) == #"["a",null,"b"]"#)
    #expect(text(Int?.none) == "null")
  }

  @Test func listsOfRecordsKeepTheirOrder() {
    let parts = (0..<100).map { index in
      var part = Part()
      part.name = "part \(index) with a long name"
      part.size = index
      return part
    }
    let expected = (0..<100).map { #"{"name":"part \#($0) with a long name","size":\#($0)}"# }.joined(separator: ",")
    #expect(text(parts) == "[\(expected)]")
    #expect(text([[parts[0]], [], [parts[1]]]).hasPrefix(#"[[{"name":"part 0 with a long name","size":0}],[],[{"#))
    #expect(text([Part]()) == "[]")
    #expect(text([Nothing(), Nothing()]) == "[{},{}]")
  }

  @Test func membersCanBeWrittenIntoAnOpenObject() {
    var part = Part()
    part.name = "a"
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("kind")
    writer.value("part")
    part.writeMembers(to: &writer)
    writer.key("last")
    writer.null()
    writer.endObject()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"kind":"part","name":"a","size":1,"last":null}"#)
  }

  @Test func wholeDoublesAreWrittenAsIntegers() {
    for (value, expected) in [
      (1.0, "1"), (-1, "-1"), (0.5, "0.5"), (1e15, "1000000000000000"), (1e300, "1e+300"), (.nan, "null"),
      (.infinity, "null"), (-.infinity, "null"), (9.2233720368547758e18, "9.223372036854776e+18"),
    ] {
      #expect(text(value) == expected)
    }
  }

  @Test func copiesAreIndependent() {
    var first = Part()
    first.name = "first"
    var second = first
    second.name = "second"
    #expect(text([first, second]) == #"[{"name":"first","size":1},{"name":"second","size":1}]"#)
  }
}
