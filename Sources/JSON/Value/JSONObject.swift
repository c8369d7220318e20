/// The members of a JSON object, in the order in which they came. Names are unique.
public struct JSONObject: Sendable, Equatable {
  public typealias Member = (name: String, value: JSON)

  private var names: [String] = []
  private var values: [JSON] = []

  public init() {}

  /// Takes members whose names the caller has already found to be unique.
  init(uniqueNames names: [String], values: [JSON]) {
    self.names = names
    self.values = values
  }

  public var isEmpty: Bool { names.isEmpty }
  public var count: Int { names.count }

  /// Looks a member up, or sets it: at its place if there is one of that name, else at the end; nil removes it.
  public subscript(name: String) -> JSON? {
    get {
      guard let index = names.firstIndex(of: name) else { return nil }
      return values[index]
    }
    set {
      switch (names.firstIndex(of: name), newValue) {
      case (let index?, let value?):
        values[index] = value
      case (let index?, nil):
        names.remove(at: index)
        values.remove(at: index)
      case (nil, let value?):
        names.append(name)
        values.append(value)
      case (nil, nil):
        break
      }
    }
  }
}

extension JSONObject: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { names.count }
  public subscript(position: Int) -> Member { (names[position], values[position]) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSON)...) {
    for (name, value) in elements { self[name] = value }
  }
}
