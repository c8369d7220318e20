/// Where a server can be reached from, and what that asks of it.
public enum Exposure {
  /// Why a server may not listen on `host`, in words with the remedy; nil when it may.
  ///
  /// Beyond this computer there must be tokens, and a proxy in front that speaks TLS, without which they could be read on the way.
  public static func objection(toListeningOn host: String, hasTokens: Bool, isBehindTLSProxy: Bool) -> String? {
    if isLoopback(host) { return nil }
    var missing: [String] = []
    if !hasTokens { missing.append("--token-file FILE") }
    if !isBehindTLSProxy { missing.append("--behind-tls-proxy") }
    guard !missing.isEmpty else { return nil }
    return "\(host.prefix(64)) can be reached from other computers, which needs \(missing.joined(separator: " and "))."
  }

  /// Whether an address to listen on is of the loopback interface; an IPv6 address may stand without brackets.
  private static func isLoopback(_ host: String) -> Bool {
    let text = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    guard let authority = Authority(text), authority.port == nil else { return false }
    return authority.isLoopback
  }
}
