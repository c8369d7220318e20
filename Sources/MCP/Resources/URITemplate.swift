/// A URI template with simple variables (RFC 6570 level 1): `test://template/{id}/data`.
///
/// Matching goes through the address once per literal part, without backtracking, so hostile addresses cost no more than others.
public struct URITemplate: Sendable {
  private enum Part: Sendable {
    case literal([UInt8])
    case variable(String)
  }

  public let text: String
  private let parts: [Part]

  /// Reads a template of our own; one that doesn't alternate literals and variables is a programmer's mistake and traps.
  public init(_ text: StaticString) {
    self.text = "\(text)"
    var parts: [Part] = []
    var rest = Substring(self.text)
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { preconditionFailure("unclosed variable in \(text)") }
      let literal = rest[..<open]
      precondition(!literal.isEmpty, "two variables side by side in \(text)")
      parts.append(.literal(Array(literal.utf8)))
      parts.append(.variable(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.literal(Array(rest.utf8))) }
    self.parts = parts
  }

  public var variables: [String] {
    parts.compactMap { part in if case .variable(let name) = part { name } else { nil } }
  }

  /// The variables' values, percent-decoded; nil when the address isn't of this family. A value is never empty and has no
  /// slash as it is written; what is percent-encoded in it may be anything, slashes included.
  public func match(_ uri: String) -> [String: String]? {
    var values: [String: String] = [:]
    var rest = Array(uri.utf8)[...]
    var pending: String?
    for part in parts {
      switch part {
      case .variable(let name):
        pending = name
      case .literal(let literal):
        if let name = pending {
          guard let end = rest.firstIndex(of: literal[0]), let value = Self.value(rest[..<end]) else { return nil }
          values[name] = value
          rest = rest[end...]
          pending = nil
        }
        guard rest.starts(with: literal) else { return nil }
        rest = rest.dropFirst(literal.count)
      }
    }
    if let name = pending {
      guard let value = Self.value(rest) else { return nil }
      values[name] = value
    } else if !rest.isEmpty {
      return nil
    }
    return values
  }

  private static func value(_ encoded: ArraySlice<UInt8>) -> String? {
    guard !encoded.isEmpty, !encoded.contains(UInt8(ascii: "/")) else { return nil }
    var decoded: [UInt8] = []
    var index = encoded.startIndex
    while index < encoded.endIndex {
      guard encoded[index] == UInt8(ascii: "%") else {
        decoded.append(encoded[index])
        index += 1
        continue
      }
      guard encoded.endIndex - index > 2, let high = hexDigit(encoded[index + 1]),
        let low = hexDigit(encoded[index + 2])
      else { return nil }
      decoded.append(high << 4 | low)
      index += 3
    }
    return String(validating: decoded, as: UTF8.self)
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }
}
