import Synchronization
import SystemLibraries

/// Seals texts for one purpose and one principal: nobody can make or change one, and none passes for one of another kind.
final class Sealer: Sendable {
  private let key: SealingKey
  private let purpose: StaticString
  /// What the text is for and whose it is, so that it is authenticated with it.
  private let context: [UInt8]
  /// Made when they are first needed: most servers never seal anything.
  private let derived = Mutex<[[UInt8]]?>(nil)

  init(key: SealingKey, purpose: StaticString, principal: Principal) {
    self.key = key
    self.purpose = purpose
    let name = Array(principal.name.utf8)
    // The length keeps the name apart from the binding that follows.
    context = Array("\(purpose) \(name.count) ".utf8) + name
  }

  /// Seals `content` into a text of letters, digits, `-` and `_`, a third longer than its bytes.
  /// - Parameter binding: isn't part of the text, but must be the same to open it.
  /// - Throws: `CryptoError` when the system's library is missing.
  func seal(_ content: [UInt8], binding: [UInt8] = []) throws(CryptoError) -> String {
    guard let key = try keys().first else { throw CryptoError(.invalidInput, "there is no sealing key") }
    return Base64URL.encode(try AES256GCM.seal(content, key: key, authenticating: context + binding).combined)
  }

  /// - Throws: `CryptoError` unless the text was sealed for this purpose, principal and binding, with a key that is known.
  func open(_ text: String, binding: [UInt8] = []) throws(CryptoError) -> [UInt8] {
    let sealed = try AES256GCM.Sealed(combined: Base64URL.decode(text))
    var failure = CryptoError(.invalidInput, "there is no sealing key")
    for key in try keys() {
      do throws(CryptoError) {
        return try AES256GCM.open(sealed, key: key, authenticating: context + binding)
      } catch {
        failure = error
      }
    }
    throw failure
  }

  private func keys() throws(CryptoError) -> [[UInt8]] {
    try derived.withLock { derived throws(CryptoError) in
      if let derived { return derived }
      var keys: [[UInt8]] = []
      for secret in key.secrets {
        keys.append(
          try HKDF.sha256(
            secret: secret, salt: [], info: Array("modelgates \(purpose)".utf8), count: AES256GCM.keyCount))
      }
      derived = keys
      return keys
    }
  }
}
