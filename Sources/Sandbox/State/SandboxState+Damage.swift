extension SandboxState {
  /// What in a loaded state contradicts itself, in words; nil for a sound one.
  var damage: String? {
    if version != 1 { return "its version is \(version), and this program knows version 1" }
    if seed.utf8.count != 64 || !seed.utf8.allSatisfy(Self.isHexDigit) { return "its seed isn't 64 hex digits" }
    if serial < 0 || serial > Int.max / 2 { return "its serial number is out of range" }
    if accounts.isEmpty { return "it has no account" }
    let ids = Set(accounts.map(\.id))
    if ids.count != accounts.count { return "an account occurs twice" }
    if Set(keys.map(\.hash)).count != keys.count { return "a key occurs twice" }
    if Set(resources.map(\.id)).count != resources.count { return "a resource occurs twice" }
    let owners =
      keys.map(\.account) + resources.map(\.account) + sessions.map(\.account) + codes.map(\.account)
      + generations.map(\.account) + links.map(\.account)
    if !owners.allSatisfy(ids.contains) { return "something belongs to an account that doesn't exist" }
    let times =
      keys.flatMap { [$0.createdAt, $0.expiresAt ?? 0, $0.updatedAt ?? 0, $0.usedAt] } + replays.map(\.createdAt)
      + generations.map(\.createdAt) + resources.flatMap { [$0.createdAt, $0.pendingUntil ?? 0] }
    let serials = authorizations.map(\.pageSerial)
    if !serials.allSatisfy({ (0...serial).contains($0) }) { return "a number was never given out" }
    if !times.allSatisfy(UTC.range.contains) { return "a time lies outside the years 1970 to 9999" }
    let counts = accounts.flatMap { [$0.freeMinuteCount, $0.freeDayCount] }
    if !counts.allSatisfy({ (0...1_000_000).contains($0) }) { return "a count of requests is out of range" }
    return nil
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}
