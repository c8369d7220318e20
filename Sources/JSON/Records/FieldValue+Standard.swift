extension String: FieldValue {
  public static var schema: Schema { .string }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    guard case .string(let value) = json else { throw FieldError(expected: "a string", found: json) }
    self = value
  }

  public func write(to writer: inout JSONWriter) { writer.value(self) }

  public func violation(of trait: FieldTrait) -> String? {
    switch trait {
    case .length(let range) where !range.contains(unicodeScalars.count):
      "a string of \(range.lowerBound) to \(range.upperBound) characters"
    case .characters(let characters) where !CharacterClass(characters).contains(allOf: self):
      "only the characters [\(characters)]"
    default: nil
    }
  }
}

extension Bool: FieldValue {
  public static var schema: Schema { .boolean }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    guard case .bool(let value) = json else { throw FieldError(expected: "true or false", found: json) }
    self = value
  }

  public func write(to writer: inout JSONWriter) { writer.value(self) }
}

extension Int: FieldValue {
  public static var schema: Schema { .integer }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    guard case .integer(let value) = json, let exact = Int(exactly: value) else {
      throw FieldError(expected: "an integer", found: json)
    }
    self = exact
  }

  public func write(to writer: inout JSONWriter) { writer.value(Int64(self)) }

  public func violation(of trait: FieldTrait) -> String? {
    guard case .range(let range) = trait, !range.contains(self) else { return nil }
    return "an integer from \(range.lowerBound) to \(range.upperBound)"
  }
}

extension Double: FieldValue {
  public static var schema: Schema { .number }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    guard let value = json.double, value.isFinite else { throw FieldError(expected: "a number", found: json) }
    self = value
  }

  public func write(to writer: inout JSONWriter) {
    if let integer = Int64(exactly: self) { writer.value(integer) } else { writer.value(self) }
  }

  public func violation(of trait: FieldTrait) -> String? {
    guard case .range(let range) = trait else { return nil }
    let isInside = self >= Double(range.lowerBound) && self <= Double(range.upperBound)
    return isInside ? nil : "a number from \(range.lowerBound) to \(range.upperBound)"
  }
}

extension JSON: FieldValue {
  public static var schema: Schema { .any }
  public init(json: JSON, unknownMembers: UnknownMembers) { self = json }
  public func write(to writer: inout JSONWriter) { writer.value(self) }
}

extension Optional: FieldValue where Wrapped: FieldValue {
  public static var schema: Schema { .optional(Wrapped.schema) }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    self = json == .null ? nil : try Wrapped(json: json, unknownMembers: unknownMembers)
  }

  public func write(to writer: inout JSONWriter) {
    if let self { self.write(to: &writer) } else { writer.null() }
  }

  public var isPresent: Bool { self?.isPresent ?? false }

  public func violation(of trait: FieldTrait) -> String? { self?.violation(of: trait) }
}

extension Optional: OptionalFieldValue where Wrapped: FieldValue {}

extension Array: FieldValue where Element: FieldValue {
  public static var schema: Schema { .array(Element.schema) }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    guard case .array(let elements) = json else { throw FieldError(expected: "an array", found: json) }
    var values: [Element] = []
    values.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      do throws(FieldError) {
        values.append(try Element(json: element, unknownMembers: unknownMembers))
      } catch {
        throw error.inside(index: index)
      }
    }
    self = values
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginArray()
    Element.write(self, to: &writer)
    writer.endArray()
  }

  public func violation(of trait: FieldTrait) -> String? {
    guard case .count(let range) = trait else {
      return lazy.compactMap { $0.violation(of: trait) }.first.map { "in each element \($0)" }
    }
    return range.contains(count) ? nil : "\(range.lowerBound) to \(range.upperBound) elements"
  }
}
