/// What a TOML document defines, and the rules by which nothing is defined twice
/// (https://toml.io/en/v1.0.0#table, #inline-table, #array-of-tables). The nodes stand in one array, so that no nesting is
/// too deep for it.
struct TOMLTree {
  enum Value: Equatable {
    case string(String)
    case strings([String])
    /// Numbers, dates, booleans and arrays that don't hold text alone.
    case other
  }

  enum Kind: Equatable {
    /// A table named before the last dot of a header.
    case implicit
    /// A table with a header of its own, and an element of an array of tables.
    case header
    /// A table named before the last dot of a key in the body of the table that is given.
    case dotted(body: Int)
    /// An inline table, to which nothing can be added.
    case inline
    /// An array of tables, with the table that was added last.
    case array(last: Int)
    case value(Value)
  }

  struct Node {
    fileprivate(set) var kind: Kind
    /// Where it stands in the text.
    let place: Int
    fileprivate(set) var children: [TOMLName: Int] = [:]
  }

  /// The nodes; the first is the document.
  private(set) var nodes = [Node(kind: .header, place: 0)]

  /// Something is defined that can't be, since it is there already as something else, or the same.
  struct Conflict: Error, Equatable {
    let path: [TOMLName]
    let isTwice: Bool
  }

  /// The node at a path, or nil.
  func node(at path: [TOMLName]) -> Node? {
    var node = nodes[0]
    for name in path {
      guard let child = node.children[name] else { return nil }
      node = nodes[child]
    }
    return node
  }

  // MARK: Definitions

  /// `[path]`: the table that the lines below it fill.
  mutating func openTable(_ path: [TOMLName], at place: Int) throws(Conflict) -> Int {
    guard let name = path.last else { return 0 }
    let parent = try openParent(of: path, at: place)
    guard let child = nodes[parent].children[name] else { return add(.header, name, to: parent, at: place) }
    guard nodes[child].kind == .implicit else { throw Conflict(path: path, isTwice: true) }
    nodes[child].kind = .header
    return child
  }

  /// `[[path]]`: one more table of the array.
  mutating func openElement(_ path: [TOMLName], at place: Int) throws(Conflict) -> Int {
    guard let name = path.last else { return 0 }
    let parent = try openParent(of: path, at: place)
    let array = nodes[parent].children[name] ?? add(.array(last: 0), name, to: parent, at: place)
    guard case .array = nodes[array].kind else { throw Conflict(path: path, isTwice: false) }
    nodes.append(Node(kind: .header, place: place))
    nodes[array].kind = .array(last: nodes.count - 1)
    return nodes.count - 1
  }

  private mutating func openParent(of path: [TOMLName], at place: Int) throws(Conflict) -> Int {
    var node = 0
    for (index, name) in path.dropLast().enumerated() {
      guard let child = nodes[node].children[name] else {
        node = add(.implicit, name, to: node, at: place)
        continue
      }
      switch nodes[child].kind {
      case .implicit, .header, .dotted: node = child
      case .array(let last): node = last
      case .inline, .value: throw Conflict(path: Array(path.prefix(index + 1)), isTwice: false)
      }
    }
    return node
  }

  /// An inline table, which stands nowhere yet.
  mutating func addInlineTable(at place: Int) -> Int {
    nodes.append(Node(kind: .inline, place: place))
    return nodes.count - 1
  }

  /// `path = value` in the body of a table.
  mutating func define(
    _ path: [TOMLName], as value: TOMLParser.Element, in body: Int, at place: Int
  ) throws(Conflict) {
    guard let name = path.last else { return }
    var node = body
    for (index, name) in path.dropLast().enumerated() {
      guard let child = nodes[node].children[name] else {
        node = add(.dotted(body: body), name, to: node, at: place)
        continue
      }
      guard [.implicit, .dotted(body: body)].contains(nodes[child].kind) else {
        throw Conflict(path: Array(path.prefix(index + 1)), isTwice: false)
      }
      nodes[child].kind = .dotted(body: body)
      node = child
    }
    guard nodes[node].children[name] == nil else { throw Conflict(path: path, isTwice: true) }
    switch value {
    case .table(let table): nodes[node].children[name] = table
    case .value(let value): _ = add(.value(value), name, to: node, at: place)
    }
  }

  private mutating func add(_ kind: Kind, _ name: TOMLName, to parent: Int, at place: Int) -> Int {
    nodes.append(Node(kind: kind, place: place))
    nodes[parent].children[name] = nodes.count - 1
    return nodes.count - 1
  }
}
