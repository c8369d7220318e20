import MCP

extension FuzzTarget {
  /// A value of a variable, put back in place, gives an address with the same values.
  static let uriTemplates = FuzzTarget(name: "uri-templates") { bytes in
    guard let address = String(validating: bytes, as: UTF8.self) else { return }
    for template in templates {
      guard let values = template.match(address) else { continue }
      try require(Set(values.keys) == Set(template.variables), "a variable without a value")
      var expanded = template.text
      for (name, value) in values.sorted(by: { $0.key < $1.key }) {
        try require(!value.isEmpty, "an empty value")
        expanded = expanded.replacing("{\(name)}", with: encoded(value), maxReplacements: 1)
      }
      try require(template.match(expanded) == values, "\(values) gives \(expanded)")
    }
  }

  private static let templates: [URITemplate] = [
    URITemplate("modelgates://docs/{slug}"), URITemplate("a{b}"), URITemplate("x/{first}-{second}/y{third}.z"),
    URITemplate("test://template/{id}/data"), URITemplate("plain"),
  ]

  private static func encoded(_ value: String) -> String {
    value.utf8.map { byte in
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      return isLetter
        ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
