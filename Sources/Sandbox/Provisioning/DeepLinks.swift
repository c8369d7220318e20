import JSON

/// `POST /provisioning/deep_links`: a short-lived address of the dashboard. The sandbox has no dashboard, so the address only looks like one.
enum DeepLinks {
  private static let lifetime = 300

  static func create(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    _ = try state.linkedAccount(call)
    let body = try call.body()
    let purpose = try body.requiredString("purpose", 1...64)
    guard purpose == "dashboard" else { throw .invalid("purpose: expected \"dashboard\"") }
    let path = try body.string("path", 1...2000) ?? "/"
    guard path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\") else {
      throw Refusal(400, "invalid_path", "path: expected a path that begins with one slash and has no backslash")
    }
    let expiry = call.now + lifetime
    let link = try state.mint.text(MintedSecret(.dashboardLink, expiry))
    let encoded = path.split(separator: "/").map { "/" + PercentCoding.encode(String($0)) }.joined()
    return .ok([
      "purpose": .string(purpose), "url": .string("https://modelgates.ai/sandbox\(encoded)?link=\(link)"),
      "expires_at": .string(Timestamp.text(min(expiry, UTC.range.upperBound))),
    ])
  }
}
