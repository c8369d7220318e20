/// An enumeration of strings that a `Field` can hold; the schema lists its values.
public protocol FieldEnum: FieldValue, RawRepresentable, CaseIterable where RawValue == String {
  /// Finds the value for a text that isn't one of the raw values, for other spellings of the same thing.
  static func alias(of text: String) -> Self?
}

extension FieldEnum {
  public static func alias(of text: String) -> Self? { nil }

  public static var schema: Schema { .enumeration(allCases.map(\.rawValue)) }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    let names = Self.allCases.map(\.rawValue)
    guard case .string(let text) = json else { throw FieldError(expected: Self.expectation(names), found: json) }
    guard let value = Self(rawValue: text) ?? Self.alias(of: text) else {
      throw FieldError(expected: Self.expectation(names), found: json, nearest: nearestName(to: text, among: names))
    }
    self = value
  }

  public func write(to writer: inout JSONWriter) { writer.value(rawValue) }

  private static func expectation(_ names: [String]) -> String {
    "one of " + names.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
