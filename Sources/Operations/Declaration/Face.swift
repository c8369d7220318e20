import JSON
public import Projects

/// A face of the product, and how it names operations.
///
/// Texts of the service below name an operation in both ways, "rotate_key (`modelgates rotate`) makes a new one"; each face
/// shows its own. The call of a tool is made of the command, so that both say the same.
public enum Face: Sendable {
  case tools, commands

  private static let table = CommandTable(OperationCatalog.commands)

  /// Whether there is anything to do in a text that is long.
  static func isConcerned(by bytes: [UInt8]) -> Bool {
    let mark = Array(" (`".utf8)
    var index = bytes.startIndex
    while let next = bytes[index...].firstIndex(of: mark[2]) {
      if next >= 2, bytes[next - 1] == mark[1], bytes[next - 2] == mark[0] { return true }
      index = next + 1
    }
    return false
  }

  public func text(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.range(of: " ("), let end = rest[start.upperBound...].firstIndex(of: ")") {
      let after = rest.index(after: end)
      let (before, between) = (result + rest[..<start.lowerBound], rest[start.upperBound..<end])
      result =
        command(between, after: before) ?? flag(between, after: before) ?? before + rest[start.lowerBound..<after]
      rest = rest[after...]
    }
    return result + rest
  }

  /// "rotate_key with finish (`modelgates rotate --finish`)": the name, and what goes with it, before the command.
  private func command(_ between: Substring, after text: String) -> String? {
    guard between.hasPrefix("`\(Product.name) "), between.hasSuffix("`"), between.count > 2 else { return nil }
    let names = OperationCatalog.all.map(\.name)
    var words = text.split(separator: " ", omittingEmptySubsequences: false)
    var phrase: [Substring] = []
    while let word = words.popLast(), phrase.count < 4 {
      phrase.insert(word, at: 0)
      guard let name = names.first(where: { $0 == word }) else { continue }
      guard phrase.count == 1 || phrase[1] == "with" else { return nil }
      let start = words.map { $0 + " " }.joined()
      switch self {
      case .commands: return start + between
      case .tools: return start + (Self.call(of: name, between.dropFirst().dropLast()) ?? phrase.joined(separator: " "))
      }
    }
    return nil
  }

  /// The call that a command stands for; nil where it is another's, or has words that stand for others.
  private static func call(of name: String, _ command: Substring) -> String? {
    let words = command.split(separator: " ").map(String.init).dropFirst()
    guard let (operation, rest) = table.find(Array(words)), operation.name == name,
      let members = try? ArgumentReader.read(rest, for: operation.input())
    else { return nil }
    return members.isEmpty ? name : "\(name) \(JSON.object(members))"
  }

  /// "accept_tos (--accept-tos)"
  private func flag(_ between: Substring, after text: String) -> String? {
    guard between.hasPrefix("--"), let word = text.split(separator: " ").last else { return nil }
    let consents = [Consent.destruction, .payment, .terms]
    let isSame =
      String(between.dropFirst(2).map { $0 == "-" ? "_" : $0 }) == word
      || consents.contains { $0.argument == word && $0.flag == between }
    guard isSame else { return nil }
    return self == .tools ? text : String(text.dropLast(word.count) + between)
  }

  func value(_ json: JSON) -> JSON {
    switch json {
    case .string(let string): .string(text(string))
    case .array(let elements): .array(elements.map(value))
    case .object(let members): .object(object(members))
    default: json
    }
  }

  func object(_ members: JSONObject) -> JSONObject {
    var result = members
    for (name, member) in members { result[name] = value(member) }
    return result
  }
}

extension ProjectError {
  /// The same, naming operations as a face does.
  public func spelled(for face: Face) -> ProjectError {
    ProjectError(
      code, face.text(message), hint: hint.map(face.text), retryable: retryable, retryAfterMs: retryAfterMs,
      details: details.map(face.value))
  }
}

extension Substring {
  /// The first place of a text of few bytes.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while let index = self[start...].firstIndex(of: text.first ?? " ") {
      if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
      start = self.index(after: index)
    }
    return nil
  }
}
