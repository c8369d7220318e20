/// One part of a key. Parts are equal when their bytes are, whatever Unicode holds to be the same.
struct TOMLName: Hashable, ExpressibleByStringLiteral {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(stringLiteral value: String) { bytes = Array(value.utf8) }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension [TOMLName] {
  /// For a sentence: `a.b`, at most so long that it stays one.
  var shown: String { String(map(\.text).joined(separator: ".").prefix(64)) }
}
