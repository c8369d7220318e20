/// What `$name` stands for in a transcript: a text without spaces that is bound where it first is expected, and the same from then
/// on.
public struct TranscriptVariables: Sendable {
  private var bound: [(name: String, value: String)] = []

  public init() {}

  /// The text with every variable that is bound replaced.
  public func substituted(_ text: String) -> String {
    // Longer names first, so that none is taken for the beginning of another.
    bound.sorted { $0.name.count > $1.name.count }.reduce(text) { $0.replacing("$\($1.name)", with: $1.value) }
  }

  /// Whether a server said what is expected. A text may bind one variable.
  public mutating func match(_ received: String, with expected: String) -> Bool {
    let known = substituted(expected)
    guard known != received else { return true }
    guard let dollar = known.firstIndex(of: "$") else { return false }
    let variable = known[known.index(after: dollar)...].prefix { $0.isLetter || $0.isNumber }
    let rest = known[known.index(after: dollar)...].dropFirst(variable.count)
    let value = received.dropFirst(known[..<dollar].count).dropLast(rest.count)
    guard !value.isEmpty, !value.contains(" "), known[..<dollar] + value + rest == received else { return false }
    bound.append((String(variable), String(value)))
    return true
  }
}
