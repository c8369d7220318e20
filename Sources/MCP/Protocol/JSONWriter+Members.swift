public import JSON

extension JSONWriter {
  /// The bytes of one object, whose members `body` writes.
  static func object(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    body(&writer)
    writer.endObject()
    return writer.finish()
  }

  public mutating func member(_ name: String, _ value: String) {
    key(name)
    self.value(value)
  }

  public mutating func member(_ name: String, _ value: Bool) {
    key(name)
    self.value(value)
  }

  public mutating func member(_ name: String, _ value: Int64) {
    key(name)
    self.value(value)
  }

  public mutating func member(_ name: String, _ value: JSON) {
    key(name)
    self.value(value)
  }

  /// A member whose value is JSON already.
  public mutating func member(_ name: String, raw value: [UInt8]) {
    key(name)
    raw(value)
  }

  mutating func optionalMember(_ name: String, _ value: String?) {
    if let value { member(name, value) }
  }
}
