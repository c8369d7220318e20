/// Writes compact JSON into a growing buffer, never with a raw newline.
///
/// The writer puts the commas; the caller opens and closes arrays and objects in pairs and writes a key before each member's value.
public struct JSONWriter: Sendable {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// - Parameter capacity: bytes for which there is room before the buffer grows.
  public init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

  /// What has been written.
  public consuming func finish() -> [UInt8] { bytes }

  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  public mutating func key(_ name: String) {
    separate()
    appendQuoted(name)
    append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a key that is known when compiling and has nothing to escape: a name of the protocol, which every message has.
  public mutating func key(known name: StaticString) {
    let count = name.utf8CodeUnitCount
    let comma = needsComma ? 1 : 0
    append(atMost: comma + count + 3) { room in
      // A comma first, which the quotation mark replaces where there is none.
      room[0] = UInt8(ascii: ",")
      room[comma] = UInt8(ascii: "\"")
      UnsafeMutableRawBufferPointer(rebasing: room[(comma + 1)...]).copyMemory(
        from: UnsafeRawBufferPointer(start: name.utf8Start, count: count))
      room[comma + 1 + count] = UInt8(ascii: "\"")
      room[comma + 2 + count] = UInt8(ascii: ":")
      return comma + count + 3
    }
    needsComma = false
  }

  /// Writes a key that is already quoted, escaped, followed by its colon, and preceded by a comma for where one is needed.
  mutating func preparedKey(_ key: [UInt8]) {
    key.withUnsafeBytes { append(UnsafeRawBufferPointer(rebasing: $0[(needsComma ? 0 : 1)...])) }
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

  public mutating func value(_ value: StaticString) {
    separate()
    appendQuoted(UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
  }

  /// Writes text that is UTF-8 already, as a string.
  public mutating func value(utf8 text: [UInt8]) {
    separate()
    text.withUnsafeBufferPointer { appendQuoted($0) }
  }

  public mutating func value(_ value: JSONNumber) {
    separate()
    var text = value.text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Writes text that is valid UTF-8, as a string.
  mutating func value(utf8 text: borrowing Span<UInt8>) {
    separate()
    text.withUnsafeBufferPointer { appendQuoted($0) }
  }

  /// Writes a key that is valid UTF-8.
  mutating func key(utf8 name: borrowing Span<UInt8>) {
    separate()
    name.withUnsafeBufferPointer { appendQuoted($0) }
    append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes bytes that are one JSON value already.
  mutating func raw(_ value: borrowing Span<UInt8>) {
    separate()
    value.withUnsafeBytes { append($0) }
  }

  /// Writes a double; infinities and NaN, which JSON can't express, become null.
  public mutating func value(_ value: Double) {
    if appendShortDecimal(value) { return }
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
    case .object(let members): members.write(to: &self)
    }
  }

  /// Writes bytes that are one JSON value already.
  public mutating func raw(_ value: [UInt8]) {
    separate()
    append(value)
  }

  /// Writes a literal that is one JSON value already.
  public mutating func raw(_ value: StaticString) {
    separate()
    append(value)
  }

  /// Writes a literal that goes up to where a value is to be written: what messages begin with, in one step.
  public mutating func opening(_ text: StaticString) {
    separate()
    append(text)
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    append(bracket)
    needsComma = true
  }

  @inline(__always)
  private mutating func separate() {
    if needsComma { append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Writes a number of up to four decimals, like most prices; false when it isn't one, or has none.
  ///
  /// A decimal of at most 15 digits is the only one so short that reads back as its double, so it is what the general way would
  /// find, in a fraction of the time.
  private mutating func appendShortDecimal(_ value: Double) -> Bool {
    let scaled = (value * 1e4).rounded()
    guard abs(scaled) < 1e15, scaled / 1e4 == value, var digits = Int64(exactly: scaled) else { return false }
    var decimals = 4
    while decimals > 0, digits.isMultiple(of: 10) {
      digits /= 10
      decimals -= 1
    }
    guard decimals > 0 else { return false }
    separate()
    appendDecimal(digits, decimals: decimals)
    return true
  }

  /// - Parameter decimals: how many of the digits stand behind the point, with zeros before them if they aren't as many.
  private mutating func appendDecimal(_ value: Int64, decimals: Int = 0) {
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { buffer in
      var start = buffer.count
      var rest = value.magnitude
      var behindPoint = decimals
      repeat {
        start -= 1
        buffer[start] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
        behindPoint -= 1
        if behindPoint == 0 {
          start -= 1
          buffer[start] = UInt8(ascii: ".")
        }
      } while rest > 0 || behindPoint >= 0
      if value < 0 {
        start -= 1
        buffer[start] = UInt8(ascii: "-")
      }
      append(UnsafeRawBufferPointer(rebasing: buffer[start...]))
    }
  }
}

// MARK: - The buffer

extension JSONWriter {
  @inline(__always)
  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ run: [UInt8]) { bytes.append(contentsOf: run) }

  mutating func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func append(_ run: UnsafeRawBufferPointer) {
    append(atMost: run.count) { room in
      room.copyMemory(from: run)
      return run.count
    }
  }

  /// Lets `body` write into room for `count` bytes, and takes as many as it says.
  @inline(__always)
  mutating func append(atMost count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) {
    bytes.append(addingCapacity: count) { output in
      output.withUnsafeMutableBufferPointer { room, written in
        written = body(UnsafeMutableRawBufferPointer(room))
        precondition((0...count).contains(written), "more was written than there was room for")
      }
    }
  }
}
