/// One statement of an env file with its line ending. Printed again, it gives the bytes that it was read from.
struct EnvLine: Sendable, Equatable {
  var content: Content
  /// `\n`, `\r\n` or `\r`; empty for an unterminated last line.
  var ending: [UInt8]

  enum Content: Sendable, Equatable {
    case assignment(Assignment)
    /// Blank lines, comments and everything that isn't an assignment.
    case text([UInt8])
  }

  /// `export NAME = 'value' # comment`, taken apart.
  struct Assignment: Sendable, Equatable {
    /// Indentation, and `export` with its space.
    var lead: [UInt8]
    var name: String
    /// The equals sign and the spaces around it.
    var separator: [UInt8]
    var value: EnvValue
    /// The spaces and the comment after the value.
    var trailing: [UInt8]
  }

  func print(to bytes: inout [UInt8]) {
    switch content {
    case .text(let text):
      bytes += text
    case .assignment(let assignment):
      bytes += assignment.lead
      bytes += assignment.name.utf8
      bytes += assignment.separator
      assignment.value.print(to: &bytes)
      bytes += assignment.trailing
    }
    bytes += ending
  }

  var assignment: Assignment? {
    if case .assignment(let assignment) = content { assignment } else { nil }
  }

  /// How many lines of the file the statement takes: more than one where a quoted value goes over several.
  var height: Int {
    guard let value = assignment?.value else { return 1 }
    return 1 + value.content.count { $0 == UInt8(ascii: "\n") }
  }
}

/// A value as it stands in the file: what is between the quotes, and which quotes.
struct EnvValue: Sendable, Equatable {
  var quote: Quote
  var content: [UInt8]

  enum Quote: UInt8, Sendable {
    case none = 0
    case single = 0x27
    case double = 0x22
    /// Understood by dotenv alone.
    case back = 0x60
  }

  func print(to bytes: inout [UInt8]) {
    if quote != .none { bytes.append(quote.rawValue) }
    bytes += content
    if quote != .none { bytes.append(quote.rawValue) }
  }

  /// What programs read; nil where they would disagree, since they treat escapes and `$` in double quotes differently.
  var plain: [UInt8]? {
    let isClear = quote != .double || !content.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "$") }
    return isClear ? content : nil
  }
}
