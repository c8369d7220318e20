import JSON

/// What the messages of a completion request hold, added up.
struct MessageContent: Sendable {
  private static let roles = ["system", "developer", "user", "assistant", "tool"]
  /// The modality that each kind of content part needs.
  private static let parts = [
    "text": "text", "image_url": "image", "input_audio": "audio", "file": "file", "video_url": "video",
  ]
  /// What a part that isn't text is counted as.
  private static let tokensPerPart = 256

  private(set) var tokens = 0
  private(set) var images = 0
  /// The modalities in the order in which they first occur.
  private(set) var modalities: [String] = []
  /// The text of the latest message.
  private(set) var lastText = ""

  mutating func add(_ message: JSON, at index: Int) throws(Refusal) {
    let place = "messages[\(index)]"
    guard let members = message.object else { throw .invalid("\(place): expected an object, found \(message.kind)") }
    let body = RequestBody(members, at: place + ".")
    let role = try body.requiredString("role", 1...32)
    guard Self.roles.contains(role) else {
      throw .invalid("\(place).role: expected one of " + Self.roles.joined(separator: ", "))
    }
    tokens += 4
    lastText = ""
    switch body.value("content") {
    case .string(let text): addText(text)
    case .array(let parts):
      for (number, part) in parts.enumerated() { try add(part: part, "\(place).content[\(number)]") }
    case nil where role == "assistant" && body.value("tool_calls") != nil: break
    case let value: throw body.wrong("content", "a string or an array of parts", value)
    }
  }

  private mutating func add(part: JSON, _ place: String) throws(Refusal) {
    guard let members = part.object else { throw .invalid("\(place): expected an object, found \(part.kind)") }
    guard let type = members["type"]?.string, let modality = Self.parts[type] else {
      throw .invalid("\(place).type: expected one of " + Self.parts.keys.sorted().joined(separator: ", "))
    }
    if !modalities.contains(modality) { modalities.append(modality) }
    guard type == "text" else {
      guard members[type]?.object != nil else { throw .invalid("\(place).\(type): expected an object") }
      if modality == "image" { images += 1 }
      tokens += Self.tokensPerPart
      return
    }
    guard let text = members["text"]?.string else { throw .invalid("\(place).text: expected a string") }
    addText(text)
  }

  private mutating func addText(_ text: String) {
    tokens += TokenEstimate.tokens(text)
    lastText += text
  }
}
