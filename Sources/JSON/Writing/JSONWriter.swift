/// Writes compact JSON into a growing buffer, never with a raw newline.
///
/// The writer puts the commas; the caller opens and closes arrays and objects in pairs and writes a key before each member's value.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8]
  private var needsComma = false

  public init(capacity: Int = 256) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  public mutating func key(_ name: String) {
    separate()
    appendQuoted(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a key that is already quoted, escaped and followed by its colon.
  mutating func preparedKey(_ key: [UInt8]) {
    separate()
    key.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    needsComma = false
  }

  public mutating func null() { raw("null") }
  public mutating func value(_ value: Bool) { raw(value ? "true" : "false") }

  public mutating func value(_ value: Int64) {
    separate()
    appendDecimal(value)
  }

  public mutating func value(_ value: String) {
    separate()
    appendQuoted(value)
  }

  /// Writes text that is UTF-8 already, as a string.
  public mutating func value(utf8 text: [UInt8]) {
    separate()
    text.withUnsafeBufferPointer { appendQuoted($0) }
  }

  public mutating func value(_ value: JSONNumber) {
    separate()
    bytes.append(contentsOf: value.text.utf8)
  }

  /// Writes a double; infinities and NaN, which JSON can't express, become null.
  public mutating func value(_ value: Double) {
    if let number = JSONNumber(value) { self.value(number) } else { null() }
  }

  public mutating func value(_ value: JSON) {
    switch value {
    case .null: null()
    case .bool(let value): self.value(value)
    case .integer(let value): self.value(value)
    case .number(let value): self.value(value)
    case .string(let value): self.value(value)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for (name, value) in members {
        key(name)
        self.value(value)
      }
      endObject()
    }
  }

  /// Writes bytes that are one JSON value already.
  public mutating func raw(_ value: [UInt8]) {
    separate()
    bytes.append(contentsOf: value)
  }

  /// Writes a literal that is one JSON value already.
  public mutating func raw(_ value: StaticString) {
    separate()
    append(value)
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }
  mutating func append(_ run: Slice<UnsafeBufferPointer<UInt8>>) {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: run))
  }
  mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func appendDecimal(_ value: Int64) {
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { buffer in
      var start = buffer.count
      var rest = value.magnitude
      repeat {
        start -= 1
        buffer[start] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      if value < 0 {
        start -= 1
        buffer[start] = UInt8(ascii: "-")
      }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[start...]))
    }
  }
}
