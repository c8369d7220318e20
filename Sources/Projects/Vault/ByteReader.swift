/// Reads fixed parts of a vault's file from its start, and never past its end.
struct ByteReader {
  private let bytes: [UInt8]
  private(set) var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ count: Int) throws(VaultError) -> [UInt8] {
    guard count >= 0, count <= bytes.count - index else { throw .damaged("it ends too early") }
    defer { index += count }
    return Array(bytes[index..<(index + count)])
  }

  mutating func byte() throws(VaultError) -> UInt8 {
    guard index < bytes.count else { throw .damaged("it ends too early") }
    defer { index += 1 }
    return bytes[index]
  }

  mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(VaultError) -> Number {
    try take(Number.bitWidth / 8).reduce(0) { $0 << 8 | Number($1) }
  }
}

/// Numbers with their highest byte first.
enum BigEndian {
  static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<(Number.bitWidth / 8)).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
