import JSON
import Testing

struct SchemaTests {
  private func schema<T: FieldValue>(of type: T.Type) -> String {
    var writer = JSONWriter()
    type.schema.write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func recordOfEveryKindOfFieldIsWrittenInOrderOfDeclaration() {
    let part =
      #""type":"object","properties":{"name":{"type":"string","description":"Its name."},"#
      + #""size":{"type":"integer","description":"Its size.","default":1}},"required":["name"],"additionalProperties":false"#
    let colour = #""type":"string","enum":["red","green","dark_blue"]"#
    let expected = [
      #"{"type":"object","properties":{"text":{"type":"string","description":"A text."}"#,
      #""whole_number":{"type":"integer","description":"A count."}"#,
      #""ratio":{"type":"number","description":"A share."}"#,
      #""is_on":{"type":"boolean","description":"A switch."}"#,
      #""colour":{\#(colour),"description":"A colour."}"#,
      #""part":{\#(part),"description":"A part."}"#,
      #""texts":{"type":"array","items":{"type":"string"},"description":"Texts."}"#,
      #""parts":{"type":"array","items":{\#(part)},"description":"Parts."}"#,
      #""anything":{"description":"Anything."}"#,
      #""maybe_text":{"type":"string","description":"A text or none."}"#,
      #""maybe_number":{"type":"integer","description":"A count or none."}"#,
      #""maybe_part":{\#(part),"description":"A part or none."}"#,
      #""maybe_texts":{"type":"array","items":{"type":"string"},"description":"Texts or none."}"#,
      #""maybe_colour":{\#(colour),"description":"A colour or none."}"#,
      #""maybe_anything":{"description":"Anything or none."}},"#
        + #""required":["text","whole_number","ratio","is_on","colour","part","texts","parts","anything"],"#
        + #""additionalProperties":false}"#,
    ]
    #expect(schema(of: Everything.self) == expected.joined(separator: ","))
  }

  @Test func defaultsStandInTheSchema() {
    let expected = [
      #"{"type":"object","properties":{"text":{"type":"string","description":"A text.","default":"as \"it\" is"}"#,
      #""number":{"type":"integer","description":"A count.","default":-3}"#,
      #""ratio":{"type":"number","description":"A share.","default":0.5}"#,
      #""is_on":{"type":"boolean","description":"A switch.","default":true}"#,
      #""colour":{"type":"string","enum":["red","green","dark_blue"],"description":"A colour.","default":"dark_blue"}"#,
      #""texts":{"type":"array","items":{"type":"string"},"description":"Texts.","default":["a","b"]}"#,
      #""no_texts":{"type":"array","items":{"type":"string"},"description":"No texts.","default":[]}"#,
      #""anything":{"description":"Anything.","default":{"a":[1]}}"#,
      #""maybe_text":{"type":"string","description":"A text or none.","default":"some"}},"additionalProperties":false}"#,
    ]
    #expect(schema(of: Defaults.self) == expected.joined(separator: ","))
  }

  @Test func constraintsStandInTheSchemaAndThoseOfElementsInItems() {
    let expected = [
      #"{"type":"object","properties":{"name":{"type":"string","description":"A name.","minLength":2,"maxLength":5,"#
        + #""pattern":"^[a-z]*$","default":"ab"}"#,
      #""times":{"type":"integer","description":"How often.","minimum":-1,"maximum":9,"default":1}"#,
      #""share":{"type":"number","description":"How much.","minimum":0,"maximum":2,"default":1}"#,
      #""tags":{"type":"array","items":{"type":"string","minLength":1,"maxLength":4},"description":"Tags.","#
        + #""minItems":1,"maxItems":3,"default":["x"]}"#,
      #""title":{"type":"string","description":"Title.","minLength":1,"maxLength":3}"#,
      #""days":{"type":"array","items":{"type":"integer","minimum":1,"maximum":7},"description":"Days."}},"#
        + #""additionalProperties":false}"#,
    ]
    #expect(schema(of: Constrained.self) == expected.joined(separator: ","))
  }

  struct Annotated: Record {
    @Field("Where.", [.format("uri"), .examples(["a:b", "c\nd"])]) var place: String
    @Field("Said \"so\".\nTwice.", [.positional, .flag("so"), .hidden]) var saying: String
    @Field("Where to.", [.format("uri"), .examples([["a:b"]])]) var places: [String]
  }

  private func schema<T: Record>(of type: T.Type, _ detail: Schema.Detail) -> String {
    var writer = JSONWriter()
    type.schema.write(detail, to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func conciseSchemaLeavesLengthsAndDefaultsThatAreFalseOut() {
    let properties = [
      #""name":{"type":"string","description":"A name.","default":"ab"}"#,
      #""times":{"type":"integer","description":"How often.","minimum":-1,"maximum":9,"default":1}"#,
      #""share":{"type":"number","description":"How much.","maximum":2,"default":1}"#,
      #""tags":{"type":"array","items":{"type":"string"},"description":"Tags.","default":["x"]}"#,
      #""title":{"type":"string","description":"Title."}"#,
      #""days":{"type":"array","items":{"type":"integer","minimum":1,"maximum":7},"description":"Days."}"#,
    ]
    #expect(
      schema(of: Constrained.self, .concise)
        == #"{"type":"object","properties":{\#(properties.joined(separator: ","))},"additionalProperties":false}"#)
    #expect(
      schema(of: Switches.self, .concise)
        == #"{"type":"object","properties":{"off":{"type":"boolean","description":"Off."},"#
        + #""on":{"type":"boolean","description":"On.","default":true},"must":{"type":"boolean","description":"Must."}},"#
        + #""required":["must"],"additionalProperties":false}"#)
  }

  struct Switches: Record {
    @Field("Off.") var off: Bool = false
    @Field("On.") var on: Bool = true
    @Field("Must.") var must: Bool
  }

  @Test func schemaOfNamesHasNothingElse() {
    #expect(
      schema(of: Switches.self, .names)
        == #"{"type":"object","properties":{"off":{},"on":{},"must":{}}}"#)
    #expect(schema(of: Nothing.self, .names) == #"{"type":"object"}"#)
  }

  @Test func annotationsStandInTheSchemaAndCommandLineTraitsDoNot() {
    #expect(
      schema(of: Annotated.self) == #"{"type":"object","properties":{"place":{"type":"string","description":"Where.","#
        + #""format":"uri","examples":["a:b","c\nd"]},"saying":{"type":"string","description":"Said \"so\".\nTwice."},"#
        + #""places":{"type":"array","items":{"type":"string","format":"uri"},"description":"Where to.","#
        + #""examples":[["a:b"]]}},"required":["place","saying","places"],"additionalProperties":false}"#)
  }

  @Test func simpleTypesHaveSchemasToo() {
    #expect(schema(of: Nothing.self) == #"{"type":"object","additionalProperties":false}"#)
    #expect(schema(of: JSON.self) == "{}")
    #expect(schema(of: [[Int?]].self) == #"{"type":"array","items":{"type":"array","items":{"type":"integer"}}}"#)
    #expect(schema(of: String??.self) == #"{"type":"string"}"#)
  }

  @Test func propertiesAreFoundByWireName() throws {
    let schema = Everything.recordSchema
    #expect(schema["whole_number"]?.meaning == "A count.")
    #expect(schema["wholeNumber"] == nil)
    #expect(schema["maybe_text"]?.isRequired == false)
    guard case .optional(.string)? = schema["maybe_text"]?.schema,
      case .string? = schema["maybe_text"]?.schema.unwrapped
    else {
      Issue.record("an optional is a wrapped schema")
      return
    }
  }

  struct WireNames: Record {
    @Field("1") var plain: Int = 0
    @Field("2") var twoWords: Int = 0
    @Field("3") var sha256Digest: Int = 0
    @Field("4") var x2: Int = 0
    @Field("5") var `default`: Int = 0
    @Field("6") var isA: Int = 0
  }

  @Test func wireNamesAreSnakeCase() {
    let names = WireNames.recordSchema.properties.map(\.name)
    #expect(names == ["plain", "two_words", "sha256_digest", "x2", "default", "is_a"])
    #expect(
      String(decoding: WireNames().jsonBytes, as: UTF8.self)
        == #"{"plain":0,"two_words":0,"sha256_digest":0,"x2":0,"default":0,"is_a":0}"#)
  }
}
