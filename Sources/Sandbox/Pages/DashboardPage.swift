import JSON

/// `/dashboard…?link=…`: an account's keys, usage, credits and plans, for whoever has the short-lived address.
enum DashboardPage {
  static func show(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    let digest = try Digest.sha256(Array((call.query("link") ?? "").utf8))
    guard let link = state.links.first(where: { $0.hash == digest }), link.expiresAt > call.now else {
      throw Refusal(
        404, "not_found", "This address is unknown, or its five minutes are over. modelgates open gives a new one")
    }
    let account = state.accounts[try state.account(link.account)]
    let keys = state.keys.filter { $0.account == account.id && !$0.isManagement }
    let resources = state.resources.filter { $0.account == account.id && $0.removedAt == nil }
    return Page.reply(
      "Dashboard",
      """
      \(summary(account))
      <h2>Services</h2>
      \(services(resources))
      <h2>Keys</h2>
      \(table(of: keys, at: call.now))
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
