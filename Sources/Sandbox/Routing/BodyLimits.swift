import Gateway
import JSON

/// What a request's body may be: bodies may come from another process, or be made in this one, where no parser has limited them.
enum BodyLimits {
  static let bytes = 1 << 20
  static let depth = 64
  static let formItems = 16
  static let formValue = 4096

  static func check(_ body: HTTPRequest.Body?) throws(Refusal) {
    switch body {
    case nil: break
    case .json(let value): try check(value)
    case .form(let items):
      let isSmall = items.count <= formItems && items.allSatisfy { $0.value.withBytes { $0.count <= formValue } }
      guard isSmall else { throw tooLarge }
    }
  }

  /// Counts at least the bytes that the value's text has, less its escapes. Doesn't recurse: the value may be deep.
  private static func check(_ value: JSON) throws(Refusal) {
    var pending: [(value: JSON, depth: Int)] = [(value, 0)]
    var size = 0
    while let (value, depth) = pending.popLast() {
      size += 2
      switch value {
      case .string(let text): size += text.utf8.count
      case .number(let number): size += number.text.utf8.count
      case .array(let elements):
        size += elements.count
        guard size <= bytes, depth < Self.depth else { throw depth < Self.depth ? tooLarge : tooDeep }
        for element in elements { pending.append((element, depth + 1)) }
      case .object(let members):
        size += members.count
        guard size <= bytes, depth < Self.depth else { throw depth < Self.depth ? tooLarge : tooDeep }
        for (name, value) in members {
          size += name.utf8.count
          pending.append((value, depth + 1))
        }
      case .null, .bool, .integer: break
      }
      guard size <= bytes else { throw tooLarge }
    }
  }

  private static let tooLarge = Refusal(413, "payload_too_large", "The body is larger than \(bytes) bytes")
  private static let tooDeep = Refusal.invalid("the body nests more than \(depth) arrays and objects")
}
