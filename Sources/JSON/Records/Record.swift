/// A JSON object with declared members: a struct all of whose stored properties are `@Field`s.
///
/// Nothing else needs writing: the schema, reading and writing come from the declarations (see `RecordLayout`).
public protocol Record: FieldValue {
  /// A record with its defaults; required members are not set yet.
  init()
}

extension Record {
  public static var recordSchema: RecordSchema {
    RecordSchema(properties: RecordLayout.of(Self.self).entries.map(\.property))
  }

  public static var schema: Schema { .record(recordSchema) }

  /// Reads a record from members by name. Absent members take their defaults.
  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    guard case .object(let members) = json else { throw FieldError(expected: "an object", found: json) }
    try self.init(members: members, unknownMembers: unknownMembers)
  }

  public init(members: JSONObject, unknownMembers: UnknownMembers) throws(FieldError) {
    self.init()
    try RecordLayout.of(Self.self).read(members, into: &self, unknownMembers: unknownMembers)
  }

  public func write(to writer: inout JSONWriter) { RecordLayout.of(Self.self).write(self, to: &writer) }

  /// Writes the members into an object that is open.
  public func writeMembers(to writer: inout JSONWriter) {
    RecordLayout.of(Self.self).writeMembers(of: self, to: &writer)
  }

  public static func write(_ values: [Self], to writer: inout JSONWriter) {
    guard !values.isEmpty else { return }
    RecordLayout.of(Self.self).write(values, to: &writer)
  }
}
