/// Header fields in their order. Names are compared without case (RFC 9110 section 5.1).
public struct HTTPFields: Sendable, ExpressibleByDictionaryLiteral {
  /// Where a field is in `bytes`.
  struct Place: Equatable {
    var name: Range<Int>
    /// Without the white space around it.
    var value: Range<Int>
  }

  /// Holds the names and the values. May hold more: of a request that came in, it is the whole head.
  private(set) var bytes: [UInt8]
  private(set) var places: [Place]

  public init() {
    bytes = []
    places = []
  }

  /// - Parameter places: within `bytes`.
  init(bytes: [UInt8], places: [Place]) {
    self.bytes = bytes
    self.places = places
  }

  public init(dictionaryLiteral elements: (String, String)...) {
    self.init()
    for (name, value) in elements { append(name, value) }
  }

  /// The number of fields.
  public var count: Int { places.count }

  /// Adds a field behind the others. A name that isn't a token, or a value with control characters, is found when the fields
  /// are sent: the response becomes 500.
  public mutating func append(_ name: String, _ value: String) {
    places.append(Place(name: keep(name), value: keep(value)))
  }

  /// The first value of a field. Bytes that aren't UTF-8 are replaced.
  public subscript(_ name: String) -> String? { index(of: name).map { string(places[$0].value) } }

  /// All values of a field, in order. Bytes that aren't UTF-8 are replaced.
  public func values(of name: String) -> [String] {
    var values: [String] = []
    forEach(name) { values.append(string($0)) }
    return values
  }

  /// All fields, in order.
  public var all: [(name: String, value: String)] { places.map { (string($0.name), string($0.value)) } }

  /// Keeps text that isn't a field beside the fields.
  mutating func keep(_ text: String) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    return start..<bytes.count
  }

  func string(_ range: Range<Int>) -> String {
    bytes.span.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}

extension HTTPFields: Equatable {
  /// The same names and values, byte by byte, in the same order.
  public static func == (left: HTTPFields, right: HTTPFields) -> Bool {
    if left.bytes == right.bytes, left.places == right.places { return true }
    return left.places.elementsEqual(right.places) { one, other in
      left.bytes[one.name] == right.bytes[other.name] && left.bytes[one.value] == right.bytes[other.value]
    }
  }
}
