/// Takes an env file apart. It accepts any bytes and never fails: what it doesn't understand stays text.
///
/// The rules are those that the usual readers have in common (dotenv: https://github.com/motdotla/dotenv/blob/master/lib/main.js,
/// python-dotenv: https://github.com/theskumar/python-dotenv/blob/main/src/dotenv/parser.py). A quoted value may go over
/// several lines and must be followed by nothing but a comment; otherwise the quote is an ordinary character. Reading
/// takes time linear in the length: an opening quote is only searched past until the next one of its kind.
struct EnvFileParser {
  private let bytes: [UInt8]
  private var index: Int

  private init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    index = start
  }

  static func lines(of bytes: [UInt8], from start: Int) -> [EnvLine] {
    var parser = EnvFileParser(bytes, from: start)
    var lines: [EnvLine] = []
    while parser.index < bytes.count { lines.append(parser.line()) }
    return lines
  }

  private mutating func line() -> EnvLine {
    let start = index
    if let assignment = assignment() { return EnvLine(content: .assignment(assignment), ending: ending()) }
    index = endOfLine(from: start)
    return EnvLine(content: .text(Array(bytes[start..<index])), ending: ending())
  }

  private mutating func assignment() -> EnvLine.Assignment? {
    let start = index
    index = endOfSpaces(from: index)
    var nameStart = index
    index = endOfName(from: index)
    if bytes[nameStart..<index].elementsEqual("export".utf8) {
      let next = endOfSpaces(from: index)
      if next > index, endOfName(from: next) > next {
        nameStart = next
        index = endOfName(from: next)
      }
    }
    guard index > nameStart else { return nil }
    let name = String(decoding: bytes[nameStart..<index], as: UTF8.self)
    let separatorStart = index
    index = endOfSpaces(from: index)
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
    index += 1
    let afterSign = index
    index = endOfSpaces(from: index)
    let value = quotedValue() ?? unquotedValue(after: afterSign)
    let separator = Array(bytes[separatorStart..<value.start])
    let trailingStart = index
    index = endOfLine(from: index)
    return EnvLine.Assignment(
      lead: Array(bytes[start..<nameStart]), name: name, separator: separator, value: value.value,
      trailing: Array(bytes[trailingStart..<index]))
  }

  /// A value at `index` that is quoted, moving past it; nil when there is none, moving nothing.
  private mutating func quotedValue() -> (value: EnvValue, start: Int)? {
    guard index < bytes.count, let quote = EnvValue.Quote(rawValue: bytes[index]), quote != .none else { return nil }
    let start = index
    guard let end = closingQuote(of: quote, openedAt: start) else { return nil }
    index = end + 1
    return (EnvValue(quote: quote, content: Array(bytes[(start + 1)..<end])), start)
  }

  /// The readers' pattern is `"(\\"|[^"])*"` and then the end of the line or a comment. So an escaped quote only closes
  /// the value when no other quote does.
  private func closingQuote(of quote: EnvValue.Quote, openedAt start: Int) -> Int? {
    var fallback: Int?
    var position = start + 1
    while position < bytes.count {
      if bytes[position] == quote.rawValue {
        let isEscaped = position > start + 1 && bytes[position - 1] == UInt8(ascii: "\\")
        let closes = isFollowedByNothing(position)
        if !isEscaped { return closes ? position : fallback }
        if closes { fallback = position }
      }
      position += 1
    }
    return fallback
  }

  private func isFollowedByNothing(_ position: Int) -> Bool {
    let next = endOfSpaces(from: position + 1)
    return next >= bytes.count || isLineEnd(bytes[next]) || bytes[next] == UInt8(ascii: "#")
  }

  /// The rest of the line, up to a comment, which needs a space before it; without the spaces around it.
  private mutating func unquotedValue(after afterSign: Int) -> (value: EnvValue, start: Int) {
    let lineEnd = endOfLine(from: index)
    var end = lineEnd
    if let sign = (afterSign..<lineEnd).first(where: { isComment(at: $0, after: afterSign) }) { end = sign }
    while end > afterSign, isSpace(bytes[end - 1]) { end -= 1 }
    let start = min(index, end)
    index = end
    return (EnvValue(quote: .none, content: Array(bytes[start..<end])), start)
  }

  private func isComment(at position: Int, after afterSign: Int) -> Bool {
    bytes[position] == UInt8(ascii: "#") && position > afterSign && isSpace(bytes[position - 1])
  }

  private mutating func ending() -> [UInt8] {
    guard index < bytes.count else { return [] }
    let start = index
    let isPair =
      bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
    index += isPair ? 2 : 1
    return Array(bytes[start..<index])
  }

  private func endOfLine(from start: Int) -> Int { end(from: start) { !isLineEnd($0) } }
  private func endOfSpaces(from start: Int) -> Int { end(from: start, while: isSpace) }
  private func endOfName(from start: Int) -> Int { end(from: start, while: isNameByte) }

  private func end(from start: Int, while isMember: (UInt8) -> Bool) -> Int {
    var position = start
    while position < bytes.count, isMember(bytes[position]) { position += 1 }
    return position
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
  private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
