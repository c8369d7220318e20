extension JSON {
  /// The value as JSON text for people: one member or element a line, indented by two spaces, with a final newline.
  ///
  /// Empty arrays and objects stay on one line. The same value always gives the same bytes.
  public var prettyBytes: [UInt8] {
    var bytes: [UInt8] = []
    appendPretty(to: &bytes, indentation: 0)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private func appendPretty(to bytes: inout [UInt8], indentation: Int) {
    switch self {
    case .array(let elements) where !elements.isEmpty:
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        Self.beginLine(&bytes, indentation + 1, isFirst: index == 0)
        element.appendPretty(to: &bytes, indentation: indentation + 1)
      }
      Self.beginLine(&bytes, indentation, isFirst: true)
      bytes.append(UInt8(ascii: "]"))
    case .object(let members) where !members.isEmpty:
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        Self.beginLine(&bytes, indentation + 1, isFirst: index == 0)
        bytes += JSON.string(member.name).bytes
        bytes += [UInt8(ascii: ":"), UInt8(ascii: " ")]
        member.value.appendPretty(to: &bytes, indentation: indentation + 1)
      }
      Self.beginLine(&bytes, indentation, isFirst: true)
      bytes.append(UInt8(ascii: "}"))
    default:
      bytes += self.bytes
    }
  }

  private static func beginLine(_ bytes: inout [UInt8], _ indentation: Int, isFirst: Bool) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: 2 * indentation)
  }
}
