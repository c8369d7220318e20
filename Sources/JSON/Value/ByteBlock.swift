/// Sixteen bytes of a text, looked at together: most of the time that reading and writing strings takes goes by here.
struct ByteBlock {
  static let width = 16

  private let bytes: SIMD16<UInt8>

  /// The bytes from a place inside the text on; behind its end stand zeros.
  @inline(__always)
  init(of text: UnsafeRawBufferPointer, at place: Int) {
    if text.count &- place >= Self.width {
      bytes = text.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
    } else {
      var bytes = SIMD16<UInt8>.zero
      withUnsafeMutableBytes(of: &bytes) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: text[place...])) }
      self.bytes = bytes
    }
  }

  /// Which bytes are quotation marks or backslashes.
  @inline(__always)
  var quotes: Mask { Mask(bytes .== Self.all(UInt8(ascii: "\"")) .| bytes .== Self.all(UInt8(ascii: "\\"))) }

  /// Which are control characters.
  @inline(__always)
  var controls: Mask { Mask(bytes .< Self.all(0x20)) }

  /// Which aren't ASCII.
  @inline(__always)
  var nonASCII: Mask { Mask(bytes .>= Self.all(0x80)) }

  /// Which are 0xC2 or 0xE2.
  @inline(__always)
  var leadsOfLineEnds: Mask { Mask((bytes | Self.all(0x20)) .== Self.all(0xE2)) }

  /// Comparing with one of these is a single instruction, comparing with the byte itself a loop.
  @inline(__always)
  private static func all(_ byte: UInt8) -> SIMD16<UInt8> { SIMD16(repeating: byte) }

  /// Writes all bytes, for which there is room.
  @inline(__always)
  func store(to room: UnsafeMutableRawBufferPointer, at place: Int) {
    room.storeBytes(of: bytes, toByteOffset: place, as: SIMD16<UInt8>.self)
  }

  /// Bytes that `store(escaping:to:at:)` may touch: each with a backslash, and a word's rest behind the last.
  static let escapedRoom = 2 * width + 8

  /// Writes all bytes, with a backslash before each that is marked; there is `escapedRoom`.
  /// - Returns: the place behind them.
  @inline(__always)
  func store(escaping marks: Mask, to room: UnsafeMutableRawBufferPointer, at place: Int) -> Int {
    let (words, marks) = (unsafeBitCast(bytes, to: SIMD2<UInt64>.self), marks.halves)
    let middle = Self.store(words.x, escaping: marks.low, to: room, at: place)
    return Self.store(words.y, escaping: marks.high, to: room, at: middle)
  }

  @inline(__always)
  private static func store(
    _ word: UInt64, escaping marks: UInt64, to room: UnsafeMutableRawBufferPointer, at place: Int
  ) -> Int {
    let bytes = UInt64(littleEndian: word)
    room.storeBytes(of: word, toByteOffset: place, as: UInt64.self)
    var end = place
    var left = marks & 0x0101_0101_0101_0101
    while left != 0 {
      // From the marked byte on, all move on by one.
      let bits = left.trailingZeroBitCount
      room.storeBytes(of: UInt8(ascii: "\\"), toByteOffset: end &+ bits >> 3, as: UInt8.self)
      end &+= 1
      room.storeBytes(of: (bytes &>> UInt64(bits)).littleEndian, toByteOffset: end &+ bits >> 3, as: UInt64.self)
      left &= left &- 1
    }
    return end &+ 8
  }
}

extension ByteBlock {
  /// Which bytes of a block something is true of.
  struct Mask {
    private let bytes: SIMDMask<SIMD16<Int8>>

    @inline(__always)
    init(_ bytes: SIMDMask<SIMD16<Int8>>) { self.bytes = bytes }

    @inline(__always)
    static func | (left: Mask, right: Mask) -> Mask { Mask(left.bytes .| right.bytes) }

    @inline(__always)
    var isEmpty: Bool { halves.low | halves.high == 0 }

    /// How many bytes precede the first that is marked; all when none is.
    @inline(__always)
    var prefix: Int {
      let (low, high) = halves
      return low != 0 ? low.trailingZeroBitCount >> 3 : 8 &+ high.trailingZeroBitCount >> 3
    }

    /// The bytes as words, each 0 or 0xFF, the first lowest.
    @inline(__always)
    fileprivate var halves: (low: UInt64, high: UInt64) {
      let words = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
      return (UInt64(littleEndian: words.x), UInt64(littleEndian: words.y))
    }
  }
}
