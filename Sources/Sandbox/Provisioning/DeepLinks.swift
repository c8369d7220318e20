import Gateway
import JSON

/// `POST /provisioning/deep_links`: a short-lived address of the dashboard, which is there while the sandbox is served on
/// a port.
enum DeepLinks {
  private static let lifetime = 300

  static func create(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let account = try state.linkedAccount(call)
    let body = try call.body()
    let purpose = try body.requiredString("purpose", 1...64)
    guard purpose == "dashboard" else { throw .invalid("purpose: expected \"dashboard\"") }
    let path = try body.string("path", 1...2000) ?? "/"
    guard path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\") else {
      throw Refusal(400, "invalid_path", "path: expected a path that begins with one slash and has no backslash")
    }
    let secret = MintedSecret(.dashboardLink, state.nextSerial())
    var link = DashboardLink()
    link.hash = try state.mint.digest(secret)
    link.account = account
    link.expiresAt = min(call.now + lifetime, UTC.range.upperBound)
    state.links.append(link)
    let encoded = path.split(separator: "/").map { "/" + PercentEncoding.encode($0.utf8) }.joined()
    return .ok([
      "purpose": .string(purpose), "url": secret.place(after: "\(call.address)/dashboard\(encoded)?link="),
      "expires_at": .string(Timestamp.text(link.expiresAt)),
    ])
  }
}
