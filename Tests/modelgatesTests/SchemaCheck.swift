import Files
import JSON

/// Holds a value against one of the repository's schemas, as far as these go: types, members, elements.
struct SchemaCheck {
  /// What is wrong, each with its place; empty when nothing is.
  static func faults(in value: JSON, by schema: JSON, at place: String = "$") -> [String] {
    guard let type = schema["type"]?.string else { return [] }
    switch (type, value) {
    case ("object", .object(let members)):
      let properties = schema["properties"]?.object ?? [:]
      let required = schema["required"]?.array?.compactMap(\.string) ?? []
      let missing = required.filter { members[$0] == nil }.map { "\(place).\($0) is missing" }
      return missing
        + members.flatMap { member in
          guard let schema = properties[member.name] else { return ["\(place).\(member.name) isn't declared"] }
          return faults(in: member.value, by: schema, at: "\(place).\(member.name)")
        }
    case ("array", .array(let elements)):
      return elements.enumerated().flatMap { faults(in: $1, by: schema["items"] ?? [:], at: "\(place)[\($0)]") }
    case ("string", .string), ("boolean", .bool), ("integer", .integer), ("number", .integer), ("number", .number):
      return []
    default:
      return ["\(place) is \(value.kind), not \(type)"]
    }
  }

  /// A file of the repository's schemas.
  static func schema(_ name: String) throws -> JSON {
    try JSON(
      parsing: File.read(folder / FilePath(name), limit: 1 << 20), limits: JSONLimits(depth: 64, bytes: 1 << 20))
  }

  /// The names of all tools, sorted: each has a schema.
  static func tools() throws -> [String] {
    try File.list(folder / "tools", limit: 1000).map { String($0.prefix { $0 != "." }) }.sorted()
  }

  /// Found from this file.
  private static let folder = FilePath(stringLiteral: #filePath).parent.parent.parent / "schemas"
}
