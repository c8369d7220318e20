import JSON

/// A request's JSON members, read one by one: each getter throws a refusal that names the member when its value isn't
/// what was declared. A null member counts as absent. Members that nobody asks for are ignored, as the gateway does.
struct RequestBody: Sendable {
  private let members: JSONObject
  private let place: String

  init(_ members: JSONObject, at place: String = "") {
    self.members = members
    self.place = place
  }

  /// Whether the member is there, null or not.
  func contains(_ name: String) -> Bool { members[name] != nil }

  func value(_ name: String) -> JSON? {
    guard let value = members[name], value != .null else { return nil }
    return value
  }

  /// Text of so many characters (Unicode scalars), without control characters.
  func string(_ name: String, _ length: ClosedRange<Int>) throws(Refusal) -> String? {
    guard let value = value(name) else { return nil }
    guard let text = value.string else { throw wrong(name, "a string", value) }
    let scalars = text.unicodeScalars
    guard length.contains(scalars.count), !scalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw wrong(
        name, "a string of \(length.lowerBound) to \(length.upperBound) characters, without control characters")
    }
    return text
  }

  func requiredString(_ name: String, _ length: ClosedRange<Int>) throws(Refusal) -> String {
    guard let text = try string(name, length) else { throw wrong(name, "a string", nil) }
    return text
  }

  func bool(_ name: String) throws(Refusal) -> Bool? {
    guard let value = value(name) else { return nil }
    guard let bool = value.bool else { throw wrong(name, "true or false", value) }
    return bool
  }

  func integer(_ name: String, _ range: ClosedRange<Int>) throws(Refusal) -> Int? {
    guard let value = value(name) else { return nil }
    guard let integer = value.integer.flatMap({ Int(exactly: $0) }), range.contains(integer) else {
      throw wrong(name, "an integer from \(range.lowerBound) to \(range.upperBound)", value)
    }
    return integer
  }

  func money(_ name: String) throws(Refusal) -> Money? {
    guard let value = value(name) else { return nil }
    let amount: Money? =
      switch value {
      case .integer(let value): Money(decimal: String(value))
      case .number(let value): Money(decimal: value.text)
      default: nil
      }
    let range = -Money.requestLimit.picodollars...Money.requestLimit.picodollars
    guard let amount, range.contains(amount.picodollars) else {
      throw wrong(name, "a number of dollars of at most 1000000", value)
    }
    return amount
  }

  func choice<Choice: FieldEnum>(_ name: String, _ type: Choice.Type) throws(Refusal) -> Choice? {
    guard let value = value(name) else { return nil }
    do throws(FieldError) {
      return try Choice(json: value, unknownMembers: .refuse)
    } catch {
      throw wrong(name, error.expected, value)
    }
  }

  func object(_ name: String) throws(Refusal) -> RequestBody? {
    guard let value = value(name) else { return nil }
    guard let object = value.object else { throw wrong(name, "an object", value) }
    return RequestBody(object, at: place + name + ".")
  }

  func array(_ name: String) throws(Refusal) -> [JSON]? {
    guard let value = value(name) else { return nil }
    guard let array = value.array else { throw wrong(name, "an array", value) }
    return array
  }

  func wrong(_ name: String, _ expected: String, _ found: JSON?) -> Refusal {
    .invalid("\(place)\(name): expected \(expected), found \(found?.kind ?? "nothing")")
  }

  private func wrong(_ name: String, _ expected: String) -> Refusal {
    .invalid("\(place)\(name): expected \(expected)")
  }
}
