import JSON

/// Records of every kind of field, for the tests of schema, decoding and encoding.
struct Everything: Record {
  @Field("A text.") var text: String
  @Field("A count.") var wholeNumber: Int
  @Field("A share.") var ratio: Double
  @Field("A switch.") var isOn: Bool
  @Field("A colour.") var colour: Colour
  @Field("A part.") var part: Part
  @Field("Texts.") var texts: [String]
  @Field("Parts.") var parts: [Part]
  @Field("Anything.") var anything: JSON
  @Field("A text or none.") var maybeText: String?
  @Field("A count or none.") var maybeNumber: Int?
  @Field("A part or none.") var maybePart: Part?
  @Field("Texts or none.") var maybeTexts: [String]?
  @Field("A colour or none.") var maybeColour: Colour?
  @Field("Anything or none.") var maybeAnything: JSON?
}

struct Part: Record {
  @Field("Its name.") var name: String
  @Field("Its size.") var size: Int = 1
}

enum Colour: String, FieldEnum {
  case red, green
  case darkBlue = "dark_blue"

  static func alias(of text: String) -> Colour? { text == "navy" ? .darkBlue : nil }
}

struct Defaults: Record {
  @Field("A text.") var text: String = "as \"it\" is"
  @Field("A count.") var number: Int = -3
  @Field("A share.") var ratio: Double = 0.5
  @Field("A switch.") var isOn: Bool = true
  @Field("A colour.") var colour: Colour = .darkBlue
  @Field("Texts.") var texts: [String] = ["a", "b"]
  @Field("No texts.") var noTexts: [String] = []
  @Field("Anything.") var anything: JSON = ["a": [1]]
  @Field("A text or none.") var maybeText: String? = "some"
}

struct Constrained: Record {
  @Field("A name.", [.length(2...5), .characters("a-z")]) var name: String = "ab"
  @Field("How often.", [.range(-1...9)]) var times: Int = 1
  @Field("How much.", [.range(0...2)]) var share: Double = 1
  @Field("Tags.", [.count(1...3), .length(1...4)]) var tags: [String] = ["x"]
  @Field("Title.", [.length(1...3)]) var title: String?
  @Field("Days.", [.range(1...7)]) var days: [Int]?
}

struct Nothing: Record {}

struct Order: Record {
  @Field("Lines.") var items: [Line]
  @Field("Where to.") var address: Address?

  struct Line: Record {
    @Field("What.") var name: String
    @Field("Sizes.") var sizes: [[Int]] = []
    @Field("Colour.") var colour: Colour?
  }

  struct Address: Record {
    @Field("City.") var city: String
    @Field("Zip.", [.length(4...4)]) var postalCode: String?
  }
}
