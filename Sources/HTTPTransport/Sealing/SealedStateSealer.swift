public import MCP
import SystemLibraries

/// Seals the state between the rounds of a request, for a time. Any server with the same key opens it, for the same principal
/// and the same request alone.
public final class SealedStateSealer: StateSealer {
  private let sealer: Sealer
  private let lifetime: Int64
  private let now: @Sendable () -> Int64

  /// - Parameters:
  ///   - lifetime: seconds after which a state is refused.
  ///   - now: the time in seconds since 1970.
  public init(
    key: SealingKey, principal: Principal = .anonymous, lifetime: Int64 = 3600, now: @escaping @Sendable () -> Int64
  ) {
    sealer = Sealer(key: key, purpose: "request state 1", principal: principal)
    self.lifetime = lifetime
    self.now = now
  }

  public func seal(_ state: [UInt8], binding: [UInt8]) throws -> String {
    try sealer.seal((now() &+ lifetime).bigEndianBytes + state, binding: binding)
  }

  public func open(_ sealed: String, binding: [UInt8]) throws -> [UInt8] {
    let content = try sealer.open(sealed, binding: binding)
    guard let expiry = Int64(bigEndianBytes: content.prefix(8)), now() <= expiry else { throw Expired() }
    return Array(content.dropFirst(8))
  }

  /// The state was sealed too long ago.
  struct Expired: Error {}
}

extension Int64 {
  var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }

  /// Nil unless there are eight bytes.
  init?(bigEndianBytes bytes: some Collection<UInt8>) {
    guard bytes.count == 8 else { return nil }
    self = bytes.reduce(0) { $0 << 8 | Int64($1) }
  }
}
