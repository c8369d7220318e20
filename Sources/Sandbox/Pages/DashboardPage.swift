import Gateway
import JSON

/// `/dashboard…?link=…`: an account's keys, usage, credits and plans, for whoever has the short-lived address.
enum DashboardPage {
  static func show(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    try page(state, link: call.query("link") ?? "", at: call.now)
  }

  /// What a person would do with a card, here without one. The token in the address is in the form, too, so that no other
  /// site can act for the person.
  static func act(_ state: inout SandboxState, _ call: Call) throws(Refusal) -> Reply {
    try PageForm.checkOrigin(call)
    let link = try PageForm.text(call, "link")
    let account = try account(state, link: link, at: call.now)
    switch try PageForm.text(call, "action") {
    case "add_card": state.accounts[account].hasPaymentMethod = true
    case "remove_card": state.accounts[account].hasPaymentMethod = false
    case "add_credits":
      guard let purchased = Money(decimal: "10").flatMap({ state.accounts[account].purchased.adding($0) }) else {
        throw .amountOutOfRange
      }
      state.accounts[account].purchased = purchased
    default: throw .invalid("action: expected add_card, remove_card or add_credits")
    }
    return try page(state, link: link, at: call.now)
  }

  /// The place of the account that a short-lived address shows.
  private static func account(_ state: SandboxState, link: String, at now: Int) throws(Refusal) -> Int {
    let digest = try Digest.sha256(Array(link.utf8))
    guard let link = state.links.first(where: { $0.hash == digest }), link.expiresAt > now else {
      throw Refusal(
        404, "not_found", "This address is unknown, or its five minutes are over. modelgates open gives a new one")
    }
    return try state.account(link.account)
  }

  private static func page(_ state: SandboxState, link: String, at now: Int) throws(Refusal) -> Reply {
    let account = state.accounts[try account(state, link: link, at: now)]
    let keys = state.keys.filter { $0.account == account.id && !$0.isManagement }
    let resources = state.resources.filter { $0.account == account.id && $0.removedAt == nil }
    return Page.reply(
      "Dashboard",
      """
      \(summary(account))
      <form method="post" action="/dashboard">
      <input type="hidden" name="link" value="\(link)">
      \(card(account))
      <button name="action" value="add_credits">Add $10 of play money</button>
      </form>
      <h2>Services</h2>
      \(services(resources))
      <h2>Keys</h2>
      \(table(of: keys, at: now))
      """)
  }

  private static func summary(_ account: Account) -> HTML {
    """
    <dl>
    <dt>Account</dt><dd>\(account.id) (\(account.email ?? "no e-mail address"))</dd>
    <dt>Credits</dt><dd>\(dollars(account.balance)) left: \(dollars(account.purchased)) bought, \
    \(dollars(account.used)) used</dd>
    <dt>Payment method</dt><dd>\(account.hasPaymentMethod ? "on file" : "none")</dd>
    </dl>
    """
  }

  private static func card(_ account: Account) -> HTML {
    account.hasPaymentMethod
      ? #"<button name="action" value="remove_card">Take the play card off file</button>"#
      : #"<button name="action" value="add_card">Put a play card on file</button>"#
  }

  private static func services(_ resources: [Resource]) -> HTML {
    if resources.isEmpty { return "<p>None.</p>" }
    let rows: [HTML] = resources.map { resource in
      """
      <tr><td>modelgates/api</td><td>\(resource.plan.text)</td><td>\(resource.projectId ?? "")</td>\
      <td><code>\(fingerprint(resource.keyHash))</code></td><td>\(Timestamp.text(resource.createdAt))</td></tr>

      """
    }
    return """
      <table><tr><th>Service</th><th>Plan</th><th>Project</th><th>Key</th><th>Since</th></tr>
      \(rows)</table>
      """
  }

  private static func table(of keys: [APIKey], at now: Int) -> HTML {
    if keys.isEmpty { return "<p>None.</p>" }
    let rows: [HTML] = keys.map { row($0, at: now) }
    return """
      <table><tr><th>Name</th><th>Fingerprint</th><th>State</th><th class="number">Today</th>\
      <th class="number">Week</th><th class="number">Month</th><th class="number">In all</th>\
      <th class="number">Limit</th></tr>
      \(rows)</table>
      """
  }

  private static func row(_ key: APIKey, at now: Int) -> HTML {
    let usage = key.usage(at: now)
    let isOff = key.removedAt != nil || key.disabled || key.isExpired(at: now)
    let standing =
      key.removedAt != nil ? "revoked" : key.disabled ? "disabled" : key.isExpired(at: now) ? "expired" : "active"
    let limit = key.limit.map { dollars($0) + (key.limitReset.map { " " + $0.rawValue } ?? "") } ?? "none"
    return """
      <tr class="\(isOff ? "off" : "on")"><td>\(key.name)</td><td><code>\(fingerprint(key.hash))</code></td>\
      <td>\(standing)</td><td class="number">\(dollars(usage.daily))</td>\
      <td class="number">\(dollars(usage.weekly))</td><td class="number">\(dollars(usage.monthly))</td>\
      <td class="number">\(dollars(usage.total))</td><td class="number">\(limit)</td></tr>

      """
  }

  /// As the tools show it.
  private static func fingerprint(_ hash: String) -> String { String(hash.prefix(12)) }

  private static func dollars(_ money: Money?) -> String { money.map { "$" + $0.json.description } ?? "unknown" }
}

extension Plan {
  /// As people write it.
  fileprivate var text: String { self == .payAsYouGo ? "pay-as-you-go" : rawValue }
}
