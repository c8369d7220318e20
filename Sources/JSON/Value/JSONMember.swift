/// A member of an object, as `JSONObject.forEachMember` shows it: neither its name nor its value is made unless somebody asks.
///
/// It refers to the object without keeping it. What can't be copied can't be taken away, so it never outlives the showing.
public struct JSONMember: ~Copyable {
  /// To be compared with names that are known when compiling: `switch member.name { case "id": … }`.
  public let name: Name
  /// Where the object has it.
  public let index: JSONObject.Index
  private let source: Source

  private enum Source {
    case read(Unmanaged<JSONDocument>)
    case made(UnsafePointer<JSONObject.Stored>)
  }

  init(_ name: UnsafeBufferPointer<UInt8>, in document: JSONDocument, at place: Int) {
    self.name = Name(bytes: name, count: name.count)
    index = JSONObject.Index(place: place)
    source = .read(.passUnretained(document))
  }

  init(_ name: UnsafeBufferPointer<UInt8>, _ member: UnsafePointer<JSONObject.Stored>, at place: Int) {
    self.name = Name(bytes: name, count: name.count)
    index = JSONObject.Index(place: place)
    source = .made(member)
  }

  public var value: JSON {
    switch source {
    case .read(let document): document._withUnsafeGuaranteedRef { $0.value(at: index.place + 1) }
    case .made(let member): member.pointee.value
    }
  }

  /// Whether the value is a string of this text.
  public func isString(_ text: StaticString) -> Bool {
    switch source {
    case .read(let document): document._withUnsafeGuaranteedRef { $0.isString(at: index.place + 1, text.bytes) }
    case .made(let member): member.pointee.value.string?.withBytes { $0.hasSameBytes(as: text.bytes.span) } ?? false
    }
  }
}

extension JSONMember {
  /// What a member is called. Not to be kept beyond the showing.
  public struct Name {
    fileprivate let bytes: UnsafeBufferPointer<UInt8>
    /// Lengths rule most other names out, without a call.
    @usableFromInline let count: Int

    fileprivate init(bytes: UnsafeBufferPointer<UInt8>, count: Int) {
      self.bytes = bytes
      self.count = count
    }

    @inlinable
    public static func ~= (text: StaticString, name: Name) -> Bool {
      text.utf8CodeUnitCount == name.count && name.isText(text)
    }

    @usableFromInline
    func isText(_ text: StaticString) -> Bool { bytes.span.hasSameBytes(as: text.bytes.span) }

    func isText(_ text: String) -> Bool { text.withBytes { $0.hasSameBytes(as: bytes.span) } }

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }
}

extension StaticString {
  /// The UTF-8 of a literal, which lies in the program for ever.
  fileprivate var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
