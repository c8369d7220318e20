import JSON

extension JSONCDocument {
  /// The value at a path of members' names, without comments; nil when there is none.
  /// - Throws: `ConfigurationError` where the text isn't JSON with comments, or what should hold the value isn't an object.
  func entry(at path: [String]) throws(ConfigurationError) -> JSON? {
    let scanner = JSONCScanner(bytes: bytes)
    guard try !scanner.isBlank() else { return nil }
    var object = try scanner.root()
    for (index, name) in path.enumerated() {
      guard let member = object.member(name) else { return nil }
      if index == path.count - 1 { return try value(of: member, scanner) }
      guard scanner.isObject(at: member.value.lowerBound) else {
        guard index == path.count - 2 else { return nil }
        throw ConfigurationError(
          .malformed, "\"\(name.prefix(64))\" isn't an object", at: member.value.lowerBound, in: bytes)
      }
      object = try scanner.object(at: member.value.lowerBound)
    }
    return nil
  }

  private func value(of member: JSONCScanner.Member, _ scanner: JSONCScanner) throws(ConfigurationError) -> JSON {
    do {
      return try JSON(
        parsing: scanner.withoutComments(member.value), limits: JSONLimits(depth: 64, bytes: 1 << 20))
    } catch let error as ConfigurationError {
      throw error
    } catch {
      throw scanner.error("The entry \(ClientEntry.name) can't be read", at: member.value.lowerBound)
    }
  }
}
