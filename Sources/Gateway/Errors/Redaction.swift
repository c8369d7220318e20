import JSON

/// Takes credentials out of a reply: a gateway may echo what it was sent, in every spelling that is common, and any text of it
/// may be shown.
struct Redaction {
  /// Of the credentials, as bytes.
  private let spellings: [[UInt8]]

  /// Members that are read as secrets and shown nowhere. They stay: a gateway may give the same refresh token again.
  private static let credentials: Set = ["access_token", "api_key", "code", "key", "refresh_token"]

  init(_ secrets: [Secret]) {
    spellings = secrets.flatMap { secret in
      secret.withBytes { bytes in bytes.count < 6 ? [] : SecretSpellings.all(of: bytes) }
    }
  }

  /// The reply with `‹secret›` in their place, in names of members, too; nil where two members then have one name.
  /// - Parameter reply: Of bounded depth, as the parser leaves it.
  func redacted(_ reply: JSON) -> JSON? {
    guard !spellings.isEmpty, echoes(reply) else { return reply }
    var writer = JSONWriter(capacity: 4096)
    write(reply, to: &writer)
    return try? JSON(parsing: writer.bytes, limits: .reply)
  }

  private func echoes(_ json: JSON) -> Bool {
    switch json {
    case .string(let text): redacted(text) != nil
    case .array(let elements): elements.contains(where: echoes)
    case .object(let members):
      members.contains { redacted($0.name) != nil || (!Self.isCredential($0.name, $0.value) && echoes($0.value)) }
    default: false
    }
  }

  private func write(_ json: JSON, to writer: inout JSONWriter) {
    switch json {
    case .string(let text): writer.value(redacted(text) ?? text)
    case .array(let elements):
      writer.beginArray()
      for element in elements { write(element, to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for (name, value) in members {
        writer.key(redacted(name) ?? name)
        if Self.isCredential(name, value) { writer.value(value) } else { write(value, to: &writer) }
      }
      writer.endObject()
    default: writer.value(json)
    }
  }

  private static func isCredential(_ name: String, _ value: JSON) -> Bool {
    value.string != nil && credentials.contains(name)
  }

  /// Nil where none is in it.
  private func redacted(_ text: String) -> String? {
    // As it would be shown, so that an invisible character inside a secret doesn't hide it.
    let shown = Array(GatewayText(text, limit: .max).text.utf8)
    let found = spellings.filter { shown.contains(subsequence: $0) }
    guard !found.isEmpty else { return nil }
    return String(
      decoding: found.reduce(shown) { $0.replacing($1, with: Array("‹secret›".utf8)) }, as: UTF8.self)
  }
}

extension HTTPRequest {
  /// Whatever of this request is secret.
  var credentials: [Secret] {
    var secrets = [bearer].compactMap { $0 }
    switch body {
    case .form(let fields): secrets += fields.filter { $0.name != "grant_type" }.map(\.value)
    case .json(let members):
      let token = members["payment_credentials"]?["stripe_payment_token"]?.string
      secrets += [token].compactMap { $0.map { Secret(Array($0.utf8)) } }
    case nil: break
    }
    return secrets
  }
}
