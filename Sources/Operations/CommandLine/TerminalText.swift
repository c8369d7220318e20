/// Text for a terminal. Names of folders and services come from outside, and a terminal obeys control characters.
public enum TerminalText {
  /// The text without control characters and those that change the direction of writing; lines and tabs stay.
  public static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isForbidden) else { return text }
    var clean = ""
    for scalar in text.unicodeScalars {
      clean.unicodeScalars.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
    }
    return clean
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar != "\n" && scalar != "\t"
    // Joiners are part of how some languages and emoji are written.
    case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
    case .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
