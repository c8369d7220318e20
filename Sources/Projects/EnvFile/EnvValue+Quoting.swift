extension EnvValue {
  /// Writes a value so that dotenv, python-dotenv, docker compose and `source` of a POSIX shell all read the same.
  ///
  /// Without quotes if it consists of letters, digits and `_-./:@%+,=`; else in single quotes; in double quotes if it
  /// contains a single quote. Refused, because some reader treats them specially in any quotes: control characters and
  /// line separators, invalid UTF-8, `$` before a letter, underscore or brace (interpolated by python-dotenv and
  /// dotenv-expand), a backslash at the end, before another or before a single quote, and single quotes together with any of
  /// `"` `` ` `` `$` `\`.
  /// - Throws: `EnvFileError.unrepresentableValue`.
  init(representing bytes: [UInt8]) throws(EnvFileError) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .unrepresentable("invalid UTF-8") }
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control: throw .unrepresentable("a control character")
      case .lineSeparator, .paragraphSeparator: throw .unrepresentable("a line separator")
      default: break
      }
    }
    for (byte, next) in zip(bytes, bytes.dropFirst()) where byte == UInt8(ascii: "$") && Self.isInterpolated(next) {
      throw .unrepresentable("a dollar sign before a name")
    }
    if !bytes.isEmpty, bytes.allSatisfy(Self.needsNoQuotes) {
      self.init(quote: .none, content: bytes)
    } else if bytes.contains(UInt8(ascii: "'")) {
      guard !bytes.contains(where: Self.isSpecialInDoubleQuotes) else { throw .unrepresentable("mixed quotes") }
      self.init(quote: .double, content: bytes)
    } else {
      let isEscape = zip(bytes, bytes.dropFirst() + [UInt8(ascii: "\\")])
        .contains { $0 == UInt8(ascii: "\\") && $1 == UInt8(ascii: "\\") }
      guard !isEscape else { throw .unrepresentable("a backslash at its end or before another") }
      self.init(quote: .single, content: bytes)
    }
  }

  private static func needsNoQuotes(_ byte: UInt8) -> Bool {
    isWord(byte) || "-./:@%+,=".utf8.contains(byte)
  }

  private static func isInterpolated(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || (isWord(byte) && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte))
  }

  private static func isSpecialInDoubleQuotes(_ byte: UInt8) -> Bool { "\"`$\\".utf8.contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
