/// Reads the values of TOML that an entry has: strings, arrays of strings and inline tables of strings
/// (https://toml.io/en/v1.0.0). What else there is, numbers and booleans for instance, is passed over.
struct TOMLValueReader {
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) { rest = Substring(text).unicodeScalars }

  /// All keys with their values. Those of an inline table, and below a header of its own, have a dot in their names.
  mutating func pairs() throws(ConfigurationError) -> [(key: String, value: TOMLDocument.Value)] {
    var pairs: [(key: String, value: TOMLDocument.Value)] = []
    skipTrivia()
    while rest.first != nil {
      pairs += try pair(prefix: "")
      skipTrivia()
    }
    return pairs
  }

  private mutating func pair(prefix: String) throws(ConfigurationError) -> [(key: String, value: TOMLDocument.Value)] {
    let name = prefix + (try key())
    skipSpace()
    guard rest.popFirst() == "=" else { throw Self.malformed("an equals sign is missing") }
    skipSpace()
    switch rest.first {
    case "\"", "'": return [(name, .string(try string()))]
    case "[": return try strings().map { [(name, .strings($0))] } ?? []
    case "{": return try table(name + ".")
    default:
      skipScalar()
      return []
    }
  }

  private mutating func key() throws(ConfigurationError) -> String {
    var name = ""
    while let scalar = rest.first, scalar != "=" {
      if scalar == "\"" || scalar == "'" {
        name += try string()
      } else if scalar == "\n" {
        throw Self.malformed("a line has no equals sign")
      } else {
        if scalar != " ", scalar != "\t" { name.unicodeScalars.append(scalar) }
        rest.removeFirst()
      }
    }
    return name
  }

  /// Nil for an array that holds something else than strings.
  private mutating func strings() throws(ConfigurationError) -> [String]? {
    rest.removeFirst()
    var strings: [String] = []
    var isPure = true
    skipTrivia()
    while let scalar = rest.first {
      switch scalar {
      case "]":
        rest.removeFirst()
        return isPure ? strings : nil
      case ",": rest.removeFirst()
      case "\"", "'": strings.append(try string())
      case "[", "{": throw Self.malformed("an array holds what isn't text")
      default:
        isPure = false
        skipScalar()
      }
      skipTrivia()
    }
    throw Self.malformed("an array has no end")
  }

  private mutating func table(_ prefix: String) throws(ConfigurationError) -> [(key: String, value: TOMLDocument.Value)]
  {
    rest.removeFirst()
    var pairs: [(key: String, value: TOMLDocument.Value)] = []
    skipTrivia()
    while let scalar = rest.first {
      if scalar == "}" {
        rest.removeFirst()
        return pairs
      }
      if scalar == "," {
        rest.removeFirst()
      } else if prefix.utf8.count > 64 {
        throw Self.malformed("tables are nested too deeply")
      } else {
        pairs += try pair(prefix: prefix)
      }
      skipTrivia()
    }
    throw Self.malformed("a table has no end")
  }

  private mutating func string() throws(ConfigurationError) -> String {
    guard let quote = rest.popFirst() else { return "" }
    var text = ""
    while let scalar = rest.popFirst(), scalar != "\n" {
      if scalar == quote { return text }
      if scalar == "\\", quote == "\"" {
        text.unicodeScalars.append(try escaped())
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    throw Self.malformed("a string has no end")
  }

  private mutating func escaped() throws(ConfigurationError) -> Unicode.Scalar {
    switch rest.popFirst() {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "\"": return "\""
    case "\\": return "\\"
    case "u": return try scalar(digits: 4)
    case "U": return try scalar(digits: 8)
    default: throw Self.malformed("a backslash stands before what it can't stand before")
    }
  }

  private mutating func scalar(digits: Int) throws(ConfigurationError) -> Unicode.Scalar {
    let text = String(String.UnicodeScalarView(rest.prefix(digits)))
    rest = rest.dropFirst(digits)
    guard text.utf8.count == digits, let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init) else {
      throw Self.malformed("an escaped character isn't one")
    }
    return scalar
  }

  private mutating func skipSpace() { rest = rest.drop { $0 == " " || $0 == "\t" } }

  /// Space, line ends and comments.
  private mutating func skipTrivia() {
    while let scalar = rest.first {
      if scalar == "#" {
        rest = rest.drop { $0 != "\n" }
      } else if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
        rest.removeFirst()
      } else {
        return
      }
    }
  }

  private mutating func skipScalar() { rest = rest.drop { $0 != "\n" && $0 != "," && $0 != "]" && $0 != "}" } }

  private static func malformed(_ what: String) -> ConfigurationError {
    ConfigurationError(.malformed, "In the entry \(ClientEntry.name), \(what).")
  }
}
