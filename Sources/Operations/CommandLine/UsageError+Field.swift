public import JSON

extension UsageError {
  /// What a record's field says of its value, as somebody understands it who typed a command: with flag and value.
  /// - Parameter members: what was understood of the command line.
  public init(_ error: FieldError, in input: RecordSchema, given members: JSONObject, of command: String) {
    let name = String(error.path.prefix { $0 != "." && $0 != "[" })
    guard let property = input[name] else {
      self.init("\(error)", command: command)
      return
    }
    guard let value = members[name] else {
      let missing = property.isPositional ? property.argumentSyntax : property.optionSyntax
      self.init("modelgates \(command) needs \(missing).", command: command)
      return
    }
    let place = property.isPositional ? "<\(property.name)>" : "--\(property.flag)"
    let found =
      switch value {
      case .string(let text): "\"\(text.prefix(64))\""
      case .integer, .number: value.description
      default: error.found
      }
    self.init(
      "\(FieldError(path: place, expected: error.expected, found: found, nearest: error.nearest))", command: command)
  }
}
