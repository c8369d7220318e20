import JSON

extension FuzzTarget {
  /// What is taken is JSON in UTF-8, means the same wherever it stands, and is written so that it reads back as it was.
  static let json = FuzzTarget(name: "json") { bytes in
    let limits = JSONLimits(depth: 32, bytes: 1 << 16)
    guard let value = try? JSON(parsing: bytes, limits: limits) else {
      try require((try? JSON(parsing: bytes + [0x20], limits: limits)) == nil, "a space makes it JSON")
      return
    }
    try require(String(validating: bytes, as: UTF8.self) != nil, "JSON that isn't UTF-8")
    let written = value.bytes
    try require(!written.contains { $0 < 0x20 }, "a control character was written")
    for text in [written, value.prettyBytes, [0x0A] + bytes + [0x09]] {
      try require(try JSON(parsing: text, limits: limits.wider) == value, "another value: \(text)")
    }
    try require(try JSON(parsing: written, limits: limits.wider).bytes == written, "written in two ways")
    let inside = Array(#"{"a":["#.utf8) + bytes + Array("]}".utf8)
    try require(try JSON(parsing: inside, limits: limits.wider)["a"] == [value], "another value inside another")
    try visit(value)
    try decode(Sample.self, value)
    try decode(Bounds.self, value)
  }

  /// Asks for all that can be asked for.
  private static func visit(_ value: JSON) throws {
    switch value {
    case .null, .bool, .string: break
    case .integer(let integer): try require(value.double == Double(integer), "another double")
    case .number(let number):
      try require(JSONNumber(number.double).map { $0.double == number.double } ?? true, "a double that can't be read")
    case .array(let elements): for element in elements { try visit(element) }
    case .object(let members):
      var copy = JSONObject()
      for (name, member) in members {
        try require(members[name] == member, "a member that isn't found: \(name)")
        copy[name] = member
        try visit(member)
      }
      try require(copy == members && copy.count == members.count, "a copy that isn't the same")
      for (name, _) in members { copy[name] = nil }
      try require(copy.isEmpty, "a member that can't be removed")
    }
  }

  private static func decode<T: Record>(_ type: T.Type, _ value: JSON) throws {
    let read: T
    do {
      read = try T(json: value, unknownMembers: .refuse)
    } catch {
      try require("\(error)".utf8.count < 4096, "a long error")
      return
    }
    let written = try JSON(parsing: read.jsonBytes, limits: JSONLimits(depth: 34, bytes: 1 << 20))
    try require(try T(json: written, unknownMembers: .refuse).jsonBytes == read.jsonBytes, "another record")
  }
}

extension JSONLimits {
  fileprivate var wider: JSONLimits { JSONLimits(depth: depth + 2, bytes: bytes * 64) }
}

/// Has each kind of field.
private struct Sample: Record {
  @Field("A text.") var text: String
  @Field("A count.") var count: Int?
  @Field("A share.") var ratio: Double?
  @Field("A switch.") var isOn: Bool?
  @Field("A colour.") var colour: Colour?
  @Field("A part.") var part: Bounds?
  @Field("Texts.") var texts: [String] = []
  @Field("Parts.") var parts: [Bounds] = []
  @Field("Numbers.") var lists: [[Int]]?
  @Field("Anything.") var anything: JSON?

  enum Colour: String, FieldEnum { case red, darkBlue = "dark_blue" }
}

/// Has each kind of bound.
private struct Bounds: Record {
  @Field("A name.", [.length(2...5), .characters("a-z")]) var name: String = "ab"
  @Field("How often.", [.range(-1...9)]) var times: Int = 1
  @Field("How much.", [.range(0...2)]) var share: Double = 1
  @Field("Tags.", [.count(1...3), .length(1...4)]) var tags: [String] = ["x"]
}
