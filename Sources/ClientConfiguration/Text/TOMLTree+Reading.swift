extension TOMLTree {
  /// The table at a path, in whatever form it is written; nil when there is none.
  /// - Throws: `ConfigurationError.malformed` where a name of the path is something else than a table.
  func table(at path: [TOMLName], in bytes: [UInt8]) throws(ConfigurationError) -> Node? {
    for count in 1...max(path.count, 1) {
      let part = Array(path.prefix(count))
      guard let node = node(at: part) else { return nil }
      switch node.kind {
      case .implicit, .header, .dotted, .inline: continue
      case .array, .value:
        throw ConfigurationError(.malformed, "\"\(part.shown)\" isn't a table", at: node.place, in: bytes)
      }
    }
    return node(at: path)
  }

  /// A value that holds no others; nil where there is none.
  func value(at path: [TOMLName]) -> Value? {
    guard case .value(let value)? = node(at: path)?.kind else { return nil }
    return value
  }

  /// The text of every key of a table, sorted by key.
  /// - Throws: `ConfigurationError.malformed` where one isn't text.
  func texts(at path: [TOMLName], in bytes: [UInt8]) throws(ConfigurationError) -> [(name: String, value: String)] {
    guard let table = try table(at: path, in: bytes) else { return [] }
    var texts: [(name: String, value: String)] = []
    for (name, child) in table.children {
      guard case .value(.string(let text)) = nodes[child].kind else {
        throw ConfigurationError(
          .malformed, "\"\((path + [name]).shown)\" isn't text", at: nodes[child].place, in: bytes)
      }
      texts.append((name.text, text))
    }
    return texts.sorted { $0.name < $1.name }
  }
}
