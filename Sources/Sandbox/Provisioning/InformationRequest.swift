import JSON

/// A reply that asks for more before anything is made.
struct InformationRequest {
  let member: String
  let meaning: String

  static let account = InformationRequest(member: "country", meaning: "Country of the account's owner, as two letters.")
  static let resource = InformationRequest(member: "purpose", meaning: "What the key will be used for, in a few words.")

  private var details: JSON {
    [
      "schema": [
        "type": "object",
        "properties": .object([member: ["type": "string", "description": .string(meaning)]]),
        "required": [.string(member)],
      ]
    ]
  }

  /// Of a request for an account.
  func reply(id: String) -> Reply {
    .ok(["id": .string(id), "type": "needs_information", "needs_information": details])
  }

  /// Of a request for a resource.
  func reply(resource: String) -> Reply {
    .ok([
      "status": "needs_information", "id": .string(resource), "service_id": "api", "needs_information": details,
    ])
  }
}
