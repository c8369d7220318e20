public import Gateway

extension EnvFile {
  /// What an edit did.
  public struct Edit: Sendable, Equatable {
    public enum Change: Sendable, Equatable {
      case unchanged
      case replaced
      case appended
      case removed
    }

    public let change: Change
    /// Line numbers of other assignments of the same name. After `set` they are without effect; after `remove` the last
    /// of them has become effective.
    public let otherLines: [Int]
  }

  /// How our comment on a variable begins. Only such a line directly above the variable is taken for ours.
  static func commentMark(_ name: VariableName) -> String { "# ModelGates (\(name)): " }

  /// Gives the variable this value: in place of its effective line, or at the end of the file.
  ///
  /// Indentation, `export`, a comment after the value and the line ending stay. If the last line isn't terminated, a line
  /// ending is put after it, and the new last line isn't terminated either.
  /// - Parameter comment: what our comment line directly above says; nil for no such line.
  /// - Throws: `EnvFileError` when the value can't be represented or the edit would alter other lines; then nothing has changed.
  @discardableResult
  public mutating func set(
    _ name: VariableName, to value: Secret, comment: String? = nil
  ) throws(EnvFileError) -> Edit {
    let value = try value.withBytes { bytes throws(EnvFileError) in try EnvValue(representing: bytes) }
    return try set(name, to: value, comment: comment)
  }

  /// Gives the variable a value that isn't secret, as above.
  @discardableResult
  public mutating func set(
    _ name: VariableName, to value: String, comment: String? = nil
  ) throws(EnvFileError) -> Edit {
    try set(name, to: EnvValue(representing: Array(value.utf8)), comment: comment)
  }

  /// Takes the variable's effective line out, and our comment line directly above it.
  /// - Throws: `EnvFileError.unbalancedQuotes` when that would alter other lines; then nothing has changed.
  @discardableResult
  public mutating func remove(_ name: VariableName) throws(EnvFileError) -> Edit {
    guard let index = effectiveIndex(of: name) else { return Edit(change: .unchanged, otherLines: []) }
    var edited = self
    let first = hasOwnComment(on: name, above: index) ? index - 1 : index
    let wasUnterminated = lines[index].ending.isEmpty
    edited.lines.removeSubrange(first...index)
    // The line that is now last ends as the removed one did: so a variable that was appended leaves no trace.
    if wasUnterminated, let last = edited.lines.indices.last { edited.lines[last].ending = [] }
    self = try edited.checked(name)
    return Edit(change: .removed, otherLines: lineNumbers(of: name))
  }

  private mutating func set(_ name: VariableName, to value: EnvValue, comment: String?) throws(EnvFileError) -> Edit {
    let comment = try comment.map { text throws(EnvFileError) in try Self.commentLine(on: name, text) }
    var edited = self
    let index = effectiveIndex(of: name)
    if let index {
      edited.replaceValue(at: index, with: value)
      edited.replaceComment(on: name, above: index, with: comment)
    } else {
      edited.append(name, value, comment)
    }
    let change: Edit.Change = edited == self ? .unchanged : index == nil ? .appended : .replaced
    self = try edited.checked(name)
    return Edit(change: change, otherLines: lineNumbers(of: name).dropLast())
  }

  private mutating func replaceValue(at index: Int, with value: EnvValue) {
    guard case .assignment(var assignment) = lines[index].content else { return }
    assignment.value = value
    // A shell doesn't take spaces around the sign, and takes a comment without a space before it for the value's end.
    assignment.separator = [UInt8(ascii: "=")]
    if assignment.trailing.first == UInt8(ascii: "#") { assignment.trailing.insert(UInt8(ascii: " "), at: 0) }
    lines[index].content = .assignment(assignment)
  }

  private mutating func replaceComment(on name: VariableName, above index: Int, with comment: [UInt8]?) {
    switch (hasOwnComment(on: name, above: index), comment) {
    case (true, let comment?): lines[index - 1].content = .text(comment)
    case (true, nil): lines.remove(at: index - 1)
    case (false, let comment?): lines.insert(EnvLine(content: .text(comment), ending: usualEnding), at: index)
    case (false, nil): break
    }
  }

  private mutating func append(_ name: VariableName, _ value: EnvValue, _ comment: [UInt8]?) {
    let ending = usualEnding
    let isUnterminated = lines.last?.ending.isEmpty ?? false
    if let last = lines.indices.last, isUnterminated { lines[last].ending = ending }
    if let comment { lines.append(EnvLine(content: .text(comment), ending: ending)) }
    let assignment = EnvLine.Assignment(
      lead: [], name: name.text, separator: [UInt8(ascii: "=")], value: value, trailing: [])
    lines.append(EnvLine(content: .assignment(assignment), ending: isUnterminated ? [] : ending))
  }

  /// The edited file, if it reads back as what was meant. It doesn't where an unclosed quote now finds another end.
  private func checked(_ name: VariableName) throws(EnvFileError) -> EnvFile {
    guard EnvFile(parsing: bytes) == self else { throw .unbalancedQuotes(name) }
    return self
  }

  private var usualEnding: [UInt8] { lines.last { !$0.ending.isEmpty }?.ending ?? [UInt8(ascii: "\n")] }

  private func hasOwnComment(on name: VariableName, above index: Int) -> Bool {
    guard index > 0, case .text(let text) = lines[index - 1].content else { return false }
    return text.starts(with: Self.commentMark(name).utf8)
  }

  private static func commentLine(on name: VariableName, _ text: String) throws(EnvFileError) -> [UInt8] {
    let isPrintable = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    guard isPrintable, !text.isEmpty, text.utf8.count <= 400 else { throw .unprintableComment }
    return Array((commentMark(name) + text).utf8)
  }
}
