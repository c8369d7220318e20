/// Header fields in their order. Names are compared without case (RFC 9110 section 5.1).
public struct HTTPFields: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  private var list: [(name: String, value: String)] = []

  public init() {}

  public init(dictionaryLiteral elements: (String, String)...) {
    list = elements.map { (name: $0.0, value: $0.1) }
  }

  public mutating func append(_ name: String, _ value: String) { list.append((name, value)) }

  /// The first value of a field. `name` is in lower case.
  public subscript(_ name: String) -> String? { list.first { $0.name.lowercased() == name }?.value }

  /// All values of a field, in order. `name` is in lower case.
  public func values(of name: String) -> [String] {
    list.filter { $0.name.lowercased() == name }.map(\.value)
  }

  public var all: [(name: String, value: String)] { list }

  public static func == (left: HTTPFields, right: HTTPFields) -> Bool {
    left.list.elementsEqual(right.list) { $0.name == $1.name && $0.value == $1.value }
  }
}
