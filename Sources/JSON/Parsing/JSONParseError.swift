/// Why a text isn't JSON, and where.
public struct JSONParseError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Reason: Sendable, Equatable {
    case tooLong(limit: Int)
    case tooDeep(limit: Int)
    case unexpectedEnd
    case unexpectedByte(UInt8)
    case badLiteral
    case badNumber
    case badEscape
    case loneSurrogate
    case controlCharacter(UInt8)
    case badUTF8
    case duplicateName(String)
    case trailingComma
    case textAfterValue
  }

  public let reason: Reason
  /// Bytes before the place where reading stopped.
  public let offset: Int

  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  public var description: String { "\(reason.words) at byte \(offset)" }
}

extension JSONParseError.Reason {
  fileprivate var words: String {
    switch self {
    case .tooLong(let limit): "text of more than \(limit) bytes"
    case .tooDeep(let limit): "more than \(limit) nested arrays and objects"
    case .unexpectedEnd: "unexpected end of text"
    case .unexpectedByte(let byte): "unexpected \(Self.name(of: byte))"
    case .badLiteral: "unknown literal (only true, false and null are)"
    case .badNumber: "malformed number"
    case .badEscape: "malformed escape in a string"
    case .loneSurrogate: "lone surrogate in a string"
    case .controlCharacter(let byte): "unescaped \(Self.name(of: byte)) in a string"
    case .badUTF8: "invalid UTF-8"
    case .duplicateName(let name): "duplicate member \(JSON.string(name.shortened))"
    case .trailingComma: "trailing comma"
    case .textAfterValue: "text after the value"
    }
  }

  private static func name(of byte: UInt8) -> String {
    (0x21...0x7E).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'"
      : "byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
