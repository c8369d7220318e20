import JSON
import MCP
import Synchronization
import SystemLibraries

/// Seals the state between the rounds of a request with a key that lives as long as the process: over standard input and output,
/// all rounds come to the same one.
final class EphemeralStateSealer: StateSealer {
  private static let lifetime = Duration.seconds(3600)
  private let key = Mutex<[UInt8]?>(nil)
  private let start = ContinuousClock.now

  func seal(_ state: [UInt8], binding: [UInt8]) throws -> String {
    let expiry = (ContinuousClock.now - start + Self.lifetime).components.seconds
    let box = try AES256GCM.seal(Array("\(expiry) ".utf8) + state, key: sealingKey(), authenticating: binding)
    return Base64URL.encode(box.combined)
  }

  func open(_ sealed: String, binding: [UInt8]) throws -> [UInt8] {
    let box = try AES256GCM.Sealed(combined: Base64URL.decode(sealed))
    let state = try AES256GCM.open(box, key: sealingKey(), authenticating: binding)
    guard let space = state.firstIndex(of: UInt8(ascii: " ")),
      let expiry = Int64(String(decoding: state[..<space], as: UTF8.self)),
      (ContinuousClock.now - start).components.seconds <= expiry
    else { throw Expired() }
    return Array(state[(space + 1)...])
  }

  /// Made when it is first needed: most requests ask nothing.
  private func sealingKey() -> [UInt8] {
    key.withLock { key in
      let made = key ?? randomBytes(32)
      key = made
      return made
    }
  }

  private struct Expired: Error {}
}
