import Synchronization

/// How a record type lies in memory: for each `@Field`, its wire name, its place, and how it is read and written there.
///
/// `Mirror` tells the fields' names and types, once per type and only when the type is first used. Their offsets follow
/// from the layout rule of Swift structs (in order of declaration, each at the next multiple of its alignment:
/// https://github.com/swiftlang/swift/blob/main/docs/ABI/TypeLayout.rst), and are proven before use: the struct's size must
/// come out, and each field must be found at its offset. So reading and writing cost no reflection, no dynamic casts and
/// no allocation per field.
final class RecordLayout: Sendable {
  let entries: [Entry]
  private let requiredCount: Int
  /// How each of the entries is written. Called from here, and not from the entry, it alone is retained meanwhile.
  private let writers: [@Sendable (UnsafeRawPointer, inout JSONWriter) -> Void]

  /// One field.
  final class Entry: Sendable {
    let property: RecordSchema.Property
    let access: Access

    /// - Parameter stored: what the field holds: an optional, so that a required member can be missing.
    fileprivate init<Stored: FieldStorage>(_ property: RecordSchema.Property, stored: Stored.Type, offset: Int) {
      self.property = property
      // For what most fields hold, the compiler makes the closures without generics, which take half as long.
      access =
        switch stored {
        case is String?.Type: Access(String?.self, property, offset)
        case is Int?.Type: Access(Int?.self, property, offset)
        case is Double?.Type: Access(Double?.self, property, offset)
        case is Bool?.Type: Access(Bool?.self, property, offset)
        case is [String]?.Type: Access([String]?.self, property, offset)
        default: Access(stored, property, offset)
        }
    }
  }

  /// How a field is read and written. The closures take the address of the record.
  struct Access: Sendable {
    let read: @Sendable (JSON, UnknownMembers, UnsafeMutableRawPointer) throws(FieldError) -> Void
    /// Writes key and value, or nothing when there is no value.
    let write: @Sendable (UnsafeRawPointer, inout JSONWriter) -> Void
    let isSet: @Sendable (UnsafeRawPointer) -> Bool

    /// Generic over the optional and not over what it wraps: to find the metadata of a generic type costs more, at each call, than
    /// writing the value.
    fileprivate init<Stored: FieldStorage>(_ stored: Stored.Type, _ property: RecordSchema.Property, _ offset: Int) {
      let traits = property.traits
      let key = Array(",\"\(property.name)\":".utf8)
      read = { json, unknownMembers, record throws(FieldError) in
        let value = try Stored.Value(json: json, unknownMembers: unknownMembers)
        for trait in traits {
          if let expected = value.violation(of: trait) { throw FieldError(expected: expected, found: json) }
        }
        (record + offset).assumingMemoryBound(to: Stored.self).pointee = Stored(value)
      }
      write = { record, writer in
        (record + offset).assumingMemoryBound(to: Stored.self).pointee.write(key: key, to: &writer)
      }
      isSet = { record in (record + offset).assumingMemoryBound(to: Stored.self).pointee.isSet }
    }
  }

  private static let known = Mutex(Known())

  static func of<T: Record>(_ type: T.Type) -> RecordLayout {
    let identifier = ObjectIdentifier(type)
    if let layout = known.withLock({ $0[identifier] }) { return layout }
    let layout = RecordLayout(of: type)
    known.withLock { $0[identifier] = layout }
    return layout
  }

  /// The layouts by type. Each reading and writing looks one up, for which a dictionary's hashing takes as long as a small record:
  /// types lie at different addresses, and that is hash enough.
  private struct Known {
    private var buckets: [[(type: ObjectIdentifier, layout: RecordLayout)]] = Array(repeating: [], count: 64)

    subscript(type: ObjectIdentifier) -> RecordLayout? {
      get {
        for known in buckets[bucket(of: type)] where known.type == type { return known.layout }
        return nil
      }
      set { if let newValue { buckets[bucket(of: type)].append((type, newValue)) } }
    }

    private func bucket(of type: ObjectIdentifier) -> Int { Int((UInt(bitPattern: type) >> 4) % 64) }
  }

  private init<T: Record>(of type: T.Type) {
    let prototype = T()
    var entries: [Entry] = []
    var end = 0
    for child in Mirror(reflecting: prototype).children {
      guard let label = child.label, let field = child.value as? any DeclaredField else {
        preconditionFailure("\(T.self): every stored property of a record is a @Field")
      }
      let offset = (end + field.alignment - 1) & ~(field.alignment - 1)
      end = offset + field.size
      precondition(end <= MemoryLayout<T>.size, "\(T.self): \(label) lies outside its record")
      let isInPlace = withUnsafeBytes(of: prototype) { field.isSameDeclaration(at: $0.baseAddress, offset: offset) }
      precondition(isInPlace, "\(T.self): \(label) isn't where the layout rule puts it")
      entries.append(field.entry(name: Self.wireName(label), offset: offset))
    }
    precondition(end == MemoryLayout<T>.size, "\(T.self): its size doesn't follow the layout rule")
    self.entries = entries
    writers = entries.map(\.access.write)
    requiredCount = entries.count { $0.property.isRequired }
  }

  func write<T: Record>(_ record: T, to writer: inout JSONWriter) {
    withUnsafePointer(to: record) { write(recordAt: $0, to: &writer) }
  }

  /// Writes the records where they lie in the array: copying one would retain each of its members.
  func write<T: Record>(_ records: [T], to writer: inout JSONWriter) {
    records.withUnsafeBufferPointer { records in
      guard let first = records.baseAddress else { return }
      for index in 0..<records.count { write(recordAt: first + index, to: &writer) }
    }
  }

  func writeMembers<T: Record>(of record: T, to writer: inout JSONWriter) {
    withUnsafePointer(to: record) { place in
      for write in writers { write(place, &writer) }
    }
  }

  private func write(recordAt place: UnsafeRawPointer, to writer: inout JSONWriter) {
    writer.beginObject()
    for write in writers { write(place, &writer) }
    writer.endObject()
  }

  func read<T: Record>(
    _ members: JSONObject, into record: inout T, unknownMembers: UnknownMembers
  ) throws(FieldError) {
    try withUnsafeMutablePointer(to: &record) { pointer throws(FieldError) in
      try read(members, intoRecordAt: UnsafeMutableRawPointer(pointer), unknownMembers: unknownMembers)
    }
  }

  /// Generic over nothing: what is generic over the record copies it to look into it.
  private func read(
    _ members: JSONObject, intoRecordAt place: UnsafeMutableRawPointer, unknownMembers: UnknownMembers
  ) throws(FieldError) {
    // Names are unique, so each member that is read is another one.
    var missing = requiredCount
    try members.forEachMember { member throws(FieldError) in
      guard let entry = entries.first(where: { member.name.isText($0.property.name) }) else {
        if unknownMembers == .ignore { return }
        throw unknown(member.name.text)
      }
      let value = member.value
      if value == .null, unknownMembers == .ignore, !entry.property.schema.admitsNull { return }
      do throws(FieldError) {
        try entry.access.read(value, unknownMembers, place)
      } catch {
        throw error.inside(member: entry.property.name)
      }
      if entry.property.isRequired { missing -= 1 }
    }
    guard missing > 0 else { return }
    for entry in entries where entry.property.isRequired && !entry.access.isSet(place) {
      throw FieldError(path: entry.property.name, expected: "a value", found: "nothing")
    }
  }

  private func unknown(_ name: String) -> FieldError {
    let names = entries.map(\.property.name)
    let shown = name.shortened
    return FieldError(
      expected: names.isEmpty ? "no members" : "only " + names.joined(separator: ", "),
      found: JSON.string(shown).description,
      nearest: nearestName(to: shown, among: names))
  }

  /// `_keyHash`, as a wrapper's storage is called, becomes `key_hash`.
  private static func wireName(_ label: String) -> String {
    var name = ""
    for character in label.drop(while: { $0 == "_" }) {
      if character.isUppercase { name += "_" }
      name += character.lowercased()
    }
    return name
  }
}

/// A `Field` of whatever type, as `Mirror` hands it out.
private protocol DeclaredField {
  var size: Int { get }
  var alignment: Int { get }
  func isSameDeclaration(at start: UnsafeRawPointer?, offset: Int) -> Bool
  func entry(name: String, offset: Int) -> RecordLayout.Entry
}

extension Field: DeclaredField {
  var size: Int { MemoryLayout<Self>.size }
  var alignment: Int { MemoryLayout<Self>.alignment }

  func isSameDeclaration(at start: UnsafeRawPointer?, offset: Int) -> Bool {
    // The description comes first in a field; its address tells one declaration from another.
    guard let start else { return false }
    let found = (start + offset).loadUnaligned(as: UInt.self)
    return withUnsafeBytes(of: meaning) { $0.loadUnaligned(as: UInt.self) } == found
  }

  func entry(name: String, offset: Int) -> RecordLayout.Entry {
    let traits = traits()
    let meaning = "\(meaning)"
    let defaultValue = storage.flatMap { $0.isPresent ? try? JSON(parsing: $0.jsonBytes, limits: .declared) : nil }
    let property = RecordSchema.Property(
      name: name, meaning: meaning, schema: Value.schema, traits: traits,
      isRequired: storage == nil, defaultValue: defaultValue)
    return RecordLayout.Entry(
      property, stored: Value?.self, offset: offset + MemoryLayout<Self>.size - MemoryLayout<Value?>.size)
  }
}

/// What a `Field` stores: an optional, so that a required member can be missing.
private protocol FieldStorage: Sendable {
  associatedtype Value: FieldValue
  init(_ value: Value)
  var isSet: Bool { get }
  func write(key: [UInt8], to writer: inout JSONWriter)
}

extension Optional: FieldStorage where Wrapped: FieldValue {
  fileprivate var isSet: Bool { self?.isPresent ?? false }

  fileprivate func write(key: [UInt8], to writer: inout JSONWriter) {
    guard let value = self, value.isPresent else { return }
    writer.preparedKey(key)
    value.write(to: &writer)
  }
}

extension JSONLimits {
  /// For defaults in declarations, which are small and our own.
  fileprivate static let declared = JSONLimits(depth: 16, bytes: 65_536)
}
