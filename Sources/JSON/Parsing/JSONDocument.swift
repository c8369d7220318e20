/// A JSON text that was read: a flat list of what is in it. Its values are made when somebody asks for them.
///
/// Most of a message is only passed by: whoever answers it looks for a few members of a few objects. So the parser checks
/// everything and builds nothing, which costs a fraction of building each string, array and object and of freeing them again.
final class JSONDocument: Sendable {
  /// The text, in which strings with escapes are followed by less than they were: what the escapes stand for is in their place.
  private let text: [UInt8]
  /// The values in the order of the text. The members of an object are each a name and a value.
  private let nodes: [JSONNode]

  /// - Parameter nodes: what a parser has found in the text: at least one.
  init(text: [UInt8], nodes: [JSONNode]) {
    self.text = text
    self.nodes = nodes
  }
}

// MARK: - Values

extension JSONDocument {
  /// Makes a value. An object is only referred to.
  func value(at place: Int) -> JSON {
    let node = nodes[place]
    switch node.kind {
    case .null: return .null
    case .false: return .bool(false)
    case .true: return .bool(true)
    case .integer: return .integer(node.integer)
    case .number: return .number(JSONNumber(checked: string(node)))
    case .string: return .string(string(node))
    case .object: return .object(JSONObject(in: self, at: place))
    case .array: return .array(elements(of: node, at: place))
    }
  }

  func string(at place: Int) -> String { string(nodes[place]) }

  private func string(_ node: JSONNode) -> String {
    text.withUnsafeBufferPointer { text in
      text.span.extracting(node.range).withUnsafeBufferPointer { bytes in
        // Faster than decoding where the string needs no memory of its own.
        String(unsafeUninitializedCapacity: bytes.count) { $0.initialize(fromContentsOf: bytes) }
      }
    }
  }

  private func elements(of node: JSONNode, at place: Int) -> [JSON] {
    var elements: [JSON] = []
    elements.reserveCapacity(node.count)
    var element = place + 1
    for _ in 0..<node.count {
      elements.append(value(at: element))
      element = next(after: element)
    }
    return elements
  }
}

// MARK: - Writing

extension JSONDocument {
  /// Writes a value as it lies in the list, without making it.
  func write(at place: Int, to writer: inout JSONWriter) {
    withSpans { nodes, text in Self.write(at: place, of: nodes, in: text, to: &writer) }
  }

  /// Goes down as deep as the parser went.
  private static func write(
    at place: Int, of nodes: borrowing Span<JSONNode>, in text: borrowing Span<UInt8>, to writer: inout JSONWriter
  ) {
    let node = nodes[place]
    switch node.kind {
    case .null: writer.null()
    case .false: writer.value(false)
    case .true: writer.value(true)
    case .integer: writer.value(node.integer)
    case .number: writer.raw(text.extracting(node.range))
    case .string: writer.value(utf8: text.extracting(node.range))
    case .array:
      writer.beginArray()
      var element = place + 1
      while element < node.next {
        write(at: element, of: nodes, in: text, to: &writer)
        element = nodes[element].next
      }
      writer.endArray()
    case .object:
      writer.beginObject()
      var name = place + 1
      while name < node.next {
        writer.key(utf8: text.extracting(nodes[name].range))
        write(at: name + 1, of: nodes, in: text, to: &writer)
        name = nodes[name + 1].next
      }
      writer.endObject()
    }
  }
}

// MARK: - Members

extension JSONDocument {
  /// How many members an object has.
  func count(at place: Int) -> Int { nodes[place].count }

  /// The place of what comes after a value, and after all that is in it.
  func next(after place: Int) -> Int { nodes[place].next }

  /// Whether a value is a string of this text.
  /// - Parameter other: UTF-8.
  func isString(at place: Int, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    nodes[place].kind == .string && withSpans { nodes, text in nodes[place].isText(other, in: text) }
  }

  /// Shows the members of an object, which has its own place.
  func forEachMember<Failure>(
    of object: Int, _ body: (borrowing JSONMember) throws(Failure) -> Void
  ) throws(Failure) {
    try text.withUnsafeBufferPointer { text throws(Failure) in
      var place = object + 1
      for _ in 0..<nodes[object].count {
        let name = UnsafeBufferPointer(rebasing: text[nodes[place].range])
        try body(JSONMember(name, in: self, at: place))
        place = nodes[place + 1].next
      }
    }
  }

  /// The value of an object's member.
  /// - Parameters:
  ///   - name: UTF-8.
  ///   - object: the object's own place.
  func member(_ name: UnsafeBufferPointer<UInt8>, of object: Int) -> JSON? {
    let found: Int? = withSpans { nodes, text in
      var place = object + 1
      for _ in 0..<nodes[object].count {
        if nodes[place].isText(name, in: text) { return place }
        place = nodes[place + 1].next
      }
      return nil
    }
    return found.map { value(at: $0 + 1) }
  }

  /// Not the arrays' own spans: those would retain both arrays at each look.
  @inline(__always)
  private func withSpans<Result>(_ body: (borrowing Span<JSONNode>, borrowing Span<UInt8>) -> Result) -> Result {
    nodes.withUnsafeBufferPointer { nodes in text.withUnsafeBufferPointer { body(nodes.span, $0.span) } }
  }
}

extension JSONNode {
  /// Whether the node is a string or a name of these bytes. Lengths rule most others out.
  @inline(__always)
  fileprivate func isText(_ other: UnsafeBufferPointer<UInt8>, in text: borrowing Span<UInt8>) -> Bool {
    count == other.count && text.extracting(range).hasSameBytes(as: other.span)
  }
}
