public import Files

/// Words of a command for a POSIX shell.
public enum ShellText {
  /// The text as one word, in quotes where the shell would take something in it specially.
  public static func word(_ text: String) -> String {
    if !text.isEmpty, text.utf8.allSatisfy(isPlain) { return text }
    // What a terminal would obey isn't repeated, even if the command then names nothing.
    let shown = text.unicodeScalars.map {
      $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 == "'" ? #"'\''"# : String($0)
    }
    return "'" + shown.joined() + "'"
  }

  public static func words(_ texts: [String]) -> String { texts.map { word($0) }.joined(separator: " ") }

  /// The path as it is typed in a folder: relative where it is below, else absolute.
  public static func path(_ path: FilePath, from directory: FilePath) -> String {
    let (parts, base) = (path.normalized.components, directory.normalized.components)
    guard path.isAbsolute, parts.starts(with: base) else { return word(path.value) }
    let rest = parts.dropFirst(base.count)
    guard let first = rest.first else { return "." }
    // A name that begins with a dash would be an option.
    return word((first.hasPrefix("-") ? "./" : "") + rest.joined(separator: "/"))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_./:@%+,=".utf8.contains(byte)
    }
  }
}
