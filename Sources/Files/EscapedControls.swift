extension String {
  /// The text with control characters, and those that change the direction of writing, as `\u{…}`.
  var escapingControls: String {
    guard unicodeScalars.contains(where: \.isControlOrDirection) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isControlOrDirection {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  fileprivate var isControlOrDirection: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
