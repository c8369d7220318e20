import JSON
import Projects

extension Operation {
  /// This call as a command that can be typed.
  /// - Parameter others: arguments with other values than they have.
  func typed(with others: JSONObject) -> String {
    let bytes = jsonBytes
    var members = (try? JSON(parsing: bytes, limits: JSONLimits(depth: 8, bytes: bytes.count)))?.object ?? [:]
    for (name, value) in others { members[name] = value }
    let words = ArgumentReader.words(for: members, of: Self.recordSchema)
    return ShellText.words([Product.name] + Self.command.text.split(separator: " ").map(String.init) + words)
  }
}

extension ArgumentReader {
  /// What is read as these members, those left out that have their default.
  static func words(for members: JSONObject, of schema: RecordSchema) -> [String] {
    var (arguments, flags): ([String], [String]) = ([], [])
    for property in schema.properties {
      guard let value = members[property.name], value != property.defaultValue, value != .null else { continue }
      let texts = (value.array ?? [value]).map { $0.string ?? $0.description }
      if property.isPositional {
        arguments += property.takesWords ? texts.flatMap { $0.split(separator: " ").map(String.init) } : texts
      } else if let isSet = value.bool {
        flags += isSet ? ["--\(property.flag)"] : []
      } else {
        flags += ["--\(property.flag)", texts.joined(separator: ",")]
      }
    }
    return flags + (arguments.contains { $0.hasPrefix("-") } ? ["--"] : []) + arguments
  }
}
