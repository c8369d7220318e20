/// What a parser found at one place of a text: a value, or the name of a member.
struct JSONNode: Sendable {
  enum Kind: UInt8 { case null, `false`, `true`, integer, number, string, array, object }

  /// Bytes of the longest text that there can be a list of: what nodes hold has 32 bits.
  static let longestText = Int(Int32.max)

  let kind: Kind
  private var nextPlace: UInt32
  /// An integer itself; where a string or number starts, and its bytes; how many elements or members there are.
  private var payload: UInt64

  /// - Parameter place: its own, in the list of nodes.
  init(_ kind: Kind, at place: Int, payload: UInt64 = 0) {
    self.kind = kind
    nextPlace = UInt32(truncatingIfNeeded: place + 1)
    self.payload = payload
  }

  /// A string or a number.
  init(_ kind: Kind, at place: Int, in range: Range<Int>) {
    self.init(kind, at: place, payload: UInt64(truncatingIfNeeded: range.lowerBound << 32 | range.count))
  }

  /// Ends an array or an object.
  mutating func close(count: Int, next: Int) {
    payload = UInt64(count)
    nextPlace = UInt32(truncatingIfNeeded: next)
  }

  /// The place of the node that comes after this one and all that is in it.
  var next: Int { Int(nextPlace) }
  var integer: Int64 { Int64(bitPattern: payload) }
  /// Elements, members, or bytes.
  var count: Int { Int(payload & 0xFFFF_FFFF) }
  var range: Range<Int> {
    let start = Int(payload >> 32)
    return start..<(start + count)
  }
}
