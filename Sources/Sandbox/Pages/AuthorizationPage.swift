import JSON

/// `/authorize?request=…`: where a person allows a project tool to use an account, or doesn't. The token in the address is
/// in the form, too, so that no other site can answer for the person.
enum AuthorizationPage {
  static func show(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let token = call.query("request") ?? ""
    let authorization = state.authorizations[try state.authorization(page: token, at: call.now)]
    switch authorization.standing {
    case .approved: return Page.reply("Connected", connected)
    case .denied: return Page.reply("Not connected", denied)
    case .answered, .waiting: break
    }
    return Page.reply(
      "Connect the account?",
      """
      <p>A project tool on this computer asks to use the account <strong>\(authorization.email)</strong>: to make and remove
      keys for its projects. Allow it only if you have just started it yourself.</p>
      <form method="post" action="/authorize">
      <input type="hidden" name="request" value="\(token)">
      <button name="decision" value="approve">Allow</button>
      <button name="decision" value="deny">Don't allow</button>
      </form>
      """)
  }

  static func decide(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    try PageForm.checkOrigin(call)
    let index = try state.authorization(page: try PageForm.text(call, "request"), at: call.now)
    switch try PageForm.text(call, "decision") {
    case "approve": try state.decide(index, .approved)
    case "deny": try state.decide(index, .denied)
    default: throw .invalid("decision: expected approve or deny")
    }
    let isApproved = state.authorizations[index].standing == .approved
    return Page.reply(isApproved ? "Connected" : "Not connected", isApproved ? connected : denied)
  }

  private static let connected: HTML = """
    <p>You can close this page. The tool goes on when it is asked again, for example by
    <code>modelgates link modelgates</code>.</p>
    """
  private static let denied: HTML = "<p>The tool doesn't get the account. You can close this page.</p>"
}

extension SandboxState {
  /// The place of the request that a page is about.
  fileprivate func authorization(page token: String, at now: Int) throws(Refusal) -> Int {
    let digest = try Digest.sha256(Array(token.utf8))
    guard let index = authorizations.firstIndex(where: { $0.pageHash == digest && $0.expiresAt > now }) else {
      throw Refusal(404, "not_found", "This address is unknown, or it has expired. Start linking anew")
    }
    return index
  }

  /// A decision stays.
  mutating func decide(_ index: Int, _ standing: Authorization.Standing) throws(Refusal) {
    guard [.waiting, .answered, standing].contains(authorizations[index].standing) else {
      throw .conflict("The request was decided already")
    }
    authorizations[index].standing = standing
  }
}
