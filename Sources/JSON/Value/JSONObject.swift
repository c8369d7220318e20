/// The members of a JSON object, in the order in which they came. Names are unique.
///
/// Names are compared byte by byte, as RFC 8259 section 8.3 advises: texts that only look alike are different names.
public struct JSONObject: Sendable {
  public typealias Member = (name: String, value: JSON)

  private enum Storage {
    /// The object as it was read, at a place of the text's list.
    case read(JSONDocument, at: Int)
    case made([Stored])
  }

  private var storage: Storage

  /// A member in memory: arrays of structs are copied and freed faster than arrays of tuples.
  struct Stored {
    let name: String
    var value: JSON
  }

  public init() { storage = .made([]) }

  init(in document: JSONDocument, at place: Int) { storage = .read(document, at: place) }

  public var count: Int {
    switch storage {
    case .read(let document, let place): document.count(at: place)
    case .made(let members): members.count
    }
  }

  public var isEmpty: Bool { count == 0 }

  /// Looks a member up, or sets it: at its place if there is one of that name, else at the end; nil removes it.
  public subscript(name: String) -> JSON? {
    get {
      switch storage {
      case .read(let document, let place):
        return name.withBytes { $0.withUnsafeBufferPointer { document.member($0, of: place) } }
      case .made(let members):
        return members.first { $0.name.hasSameBytes(as: name) }?.value
      }
    }
    set {
      var members = made()
      // So that the array is changed in place.
      storage = .made([])
      defer { storage = .made(members) }
      switch (members.firstIndex { $0.name.hasSameBytes(as: name) }, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Stored(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Shows each member once, in their order: for who looks for several, which by one lookup each would take many passes.
  public func forEachMember<Failure>(_ body: (borrowing JSONMember) throws(Failure) -> Void) throws(Failure) {
    switch storage {
    case .read(let document, let place): try document.forEachMember(of: place, body)
    case .made(let members):
      for place in members.indices {
        try withUnsafePointer(to: members[place]) { member throws(Failure) in
          let name = Array(member.pointee.name.utf8)
          try name.withUnsafeBufferPointer { name throws(Failure) in
            try body(JSONMember(name, member, at: place))
          }
        }
      }
    }
  }

  func write(to writer: inout JSONWriter) {
    switch storage {
    case .read(let document, let place): document.write(at: place, to: &writer)
    case .made(let members):
      writer.beginObject()
      for member in members {
        writer.key(member.name)
        writer.value(member.value)
      }
      writer.endObject()
    }
  }

  private func made() -> [Stored] {
    if case .made(let members) = storage { members } else { map { Stored(name: $0.name, value: $0.value) } }
  }
}

extension JSONObject: Equatable {
  /// Equal members in the same order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.elementsEqual(right) { $0.name.hasSameBytes(as: $1.name) && $0.value == $1.value }
  }
}

extension JSONObject: Collection {
  /// The place of a member.
  public struct Index: Comparable, Sendable {
    let place: Int
    public static func < (left: Index, right: Index) -> Bool { left.place < right.place }
  }

  public var startIndex: Index {
    switch storage {
    case .read(_, let place): Index(place: place + 1)
    case .made: Index(place: 0)
    }
  }

  public var endIndex: Index {
    switch storage {
    case .read(let document, let place): Index(place: document.next(after: place))
    case .made(let members): Index(place: members.count)
    }
  }

  public func index(after index: Index) -> Index {
    switch storage {
    // The name, and the value with all that is in it.
    case .read(let document, _): Index(place: document.next(after: index.place + 1))
    case .made: Index(place: index.place + 1)
    }
  }

  public subscript(index: Index) -> Member { (name(at: index), value(at: index)) }

  private func name(at index: Index) -> String {
    switch storage {
    case .read(let document, _): document.string(at: index.place)
    case .made(let members): members[index.place].name
    }
  }

  /// The value of the member that was found there.
  public func value(at index: Index) -> JSON {
    switch storage {
    case .read(let document, _): document.value(at: index.place + 1)
    case .made(let members): members[index.place].value
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self.init()
    for (name, value) in elements { self[name] = value }
  }
}
