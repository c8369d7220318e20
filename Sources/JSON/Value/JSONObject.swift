/// The members of a JSON object, in the order in which they came. Names are unique.
///
/// Names are compared byte by byte, as RFC 8259 section 8.3 advises: texts that only look alike are different names.
public struct JSONObject: Sendable {
  public typealias Member = (name: String, value: JSON)

  private var members: [Stored] = []

  /// A member in memory: arrays of structs are copied and freed faster than arrays of tuples.
  struct Stored {
    let name: String
    var value: JSON
  }

  public init() {}

  /// Takes members whose names the caller has already found to be unique.
  init(uniqueNames members: [Stored]) { self.members = members }

  public var isEmpty: Bool { members.isEmpty }
  public var count: Int { members.count }

  /// Looks a member up, or sets it: at its place if there is one of that name, else at the end; nil removes it.
  public subscript(name: String) -> JSON? {
    get {
      guard let index = index(of: name) else { return nil }
      return members[index].value
    }
    set {
      switch (index(of: name), newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Stored(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  private func index(of name: String) -> Int? { members.firstIndex { $0.name.hasSameBytes(as: name) } }
}

extension JSONObject: Equatable {
  /// Equal members in the same order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.elementsEqual(right.members) { $0.name.hasSameBytes(as: $1.name) && $0.value == $1.value }
  }
}

extension JSONObject: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { members.count }
  public subscript(position: Int) -> Member { (members[position].name, members[position].value) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSON)...) {
    for (name, value) in elements { self[name] = value }
  }
}
