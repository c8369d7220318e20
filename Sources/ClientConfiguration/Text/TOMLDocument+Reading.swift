extension TOMLDocument {
  /// The keys of a table and of its subtables, those with the subtable's name before them: `env.TOKEN`. Nil when there is none.
  /// - Throws: `ConfigurationError` for a table in a form that isn't read, or that isn't TOML.
  func values(of table: [String]) throws(ConfigurationError) -> [(key: String, value: Value)]? {
    let lines = Self.lines(of: text)
    guard let range = try range(of: table, in: lines) else { return nil }
    var values: [(key: String, value: Value)] = []
    var (prefix, section) = ("", "")
    for line in lines[range].dropFirst() {
      guard let header = Self.header(of: line), header.starts(with: table) else {
        section += line
        continue
      }
      values += try Self.values(of: section, prefix)
      (prefix, section) = (header.dropFirst(table.count).map { $0 + "." }.joined(), "")
    }
    return values + (try Self.values(of: section, prefix))
  }

  private static func values(
    of section: String, _ prefix: String
  ) throws(ConfigurationError) -> [(key: String, value: Value)] {
    var reader = TOMLValueReader(section)
    return try reader.pairs().map { (prefix + $0.key, $0.value) }
  }
}
