/// What a `Field` can hold: strings, integers, numbers, booleans, enumerations, records, lists, optionals, any JSON.
public protocol FieldValue: Sendable {
  static var schema: Schema { get }

  /// - Throws: `FieldError` that names the place, what was expected and what was found.
  init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError)

  func write(to writer: inout JSONWriter)

  /// False for a value that is left out of its record when writing: an optional that is nil.
  var isPresent: Bool { get }

  /// Writes a list of such values. A record looks its layout up once for all of them.
  static func write(_ values: [Self], to writer: inout JSONWriter)

  /// Nil when the value keeps the constraint, else what was expected, in words.
  func violation(of trait: FieldTrait) -> String?
}

/// A value that may be absent: an optional. (`JSON` takes a nil literal too, but its null is a value like others.)
public protocol OptionalFieldValue: FieldValue, ExpressibleByNilLiteral {}

/// What decoding does with members that the record doesn't declare.
public enum UnknownMembers: Sendable {
  /// For what users and models write: an error that names the nearest declared member.
  case refuse
  /// For what other systems send, which may grow. A null member then also counts as absent.
  case ignore
}

extension FieldValue {
  public var isPresent: Bool { true }

  public static func write(_ values: [Self], to writer: inout JSONWriter) {
    for value in values { value.write(to: &writer) }
  }

  public func violation(of trait: FieldTrait) -> String? { nil }

  /// The value as JSON.
  public var jsonBytes: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.finish()
  }
}
