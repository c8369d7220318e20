/// The fields at the beginning of a Markdown file, between two lines `---`: as much of YAML as skills and rules need.
struct Frontmatter {
  /// In their order. A field of `metadata` is called `metadata.key`.
  let fields: [(name: String, value: String)]

  /// With both lines, and a line end after the second.
  var text: String {
    "---\n" + fields.map { "\($0.name): \(Self.scalar($0.value))\n" }.joined() + "---\n"
  }

  /// Plain where YAML reads it as this text, else in double quotes.
  private static func scalar(_ value: String) -> String {
    let isPlain =
      value.first.map { $0.isLetter || $0.isNumber } ?? false && !value.contains(": ") && !value.contains(" #")
      && !value.hasSuffix(":") && !value.hasSuffix(" ") && !value.contains("\n")
    guard !isPlain else { return value }
    return "\"" + value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
