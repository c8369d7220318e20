public import JSON

/// Text that a gateway sent: a name, a description, a label, an identifier. It is data, never an instruction.
///
/// Control, bidirectional, invisible and tag characters are taken out, runs of white space become one space, and what is
/// longer than `limit` characters is cut with an ellipsis. So it can be shown on a terminal and to a model.
public struct GatewayText: Sendable, Hashable {
  public let text: String

  /// Unicode scalars that are kept of one text.
  public static let limit = 2000

  public init(_ raw: String, limit: Int = GatewayText.limit) {
    guard !Self.isPlain(raw, limit: limit) else {
      text = raw
      return
    }
    var kept = String.UnicodeScalarView()
    var count = 0
    var pendingSpace = false
    for scalar in raw.unicodeScalars {
      if scalar.properties.isWhitespace {
        pendingSpace = !kept.isEmpty
        continue
      }
      guard !Self.isUnsafe(scalar) else { continue }
      if count + (pendingSpace ? 2 : 1) > limit {
        kept.append("…")
        break
      }
      if pendingSpace {
        kept.append(" ")
        count += 1
        pendingSpace = false
      }
      kept.append(scalar)
      count += 1
    }
    text = String(kept)
  }

  /// The usual case: visible ASCII characters with single spaces between them.
  private static func isPlain(_ raw: String, limit: Int) -> Bool {
    guard raw.utf8.count <= limit else { return false }
    var last = UInt8(ascii: " ")
    for byte in raw.utf8 {
      guard (0x20...0x7E).contains(byte), byte != last || byte != UInt8(ascii: " ") else { return false }
      last = byte
    }
    return last != UInt8(ascii: " ") || raw.isEmpty
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: true
    // Variation selectors can carry hidden text.
    default: (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
    }
  }
}

extension GatewayText: FieldValue {
  public static var schema: Schema { .string }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    self.init(try String(json: json, unknownMembers: unknownMembers))
  }

  public func write(to writer: inout JSONWriter) { writer.value(text) }
}

extension GatewayText: CustomStringConvertible {
  public var description: String { text }
}
