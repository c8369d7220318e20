public import SystemLibraries

/// The secret behind what a server gives out and takes back: session ids and the states of requests. Servers that share it
/// accept each other's. Can't be printed.
public struct SealingKey: Sendable {
  /// The first seals, all open.
  let secrets: [[UInt8]]

  /// - Parameters:
  ///   - current: 32 bytes, as good as random.
  ///   - previous: the key before this one, for what was sealed before the keys were exchanged.
  /// - Throws: `CryptoError` `.invalidInput` for another length.
  public init(current: [UInt8], previous: [UInt8]? = nil) throws(CryptoError) {
    secrets = [current] + (previous.map { [$0] } ?? [])
    for secret in secrets where secret.count != AES256GCM.keyCount {
      throw CryptoError(.invalidInput, "a sealing key has \(AES256GCM.keyCount) bytes, not \(secret.count)")
    }
  }

  private init(random: [UInt8]) { secrets = [random] }

  /// A key that lives as long as the process.
  public static func random() -> SealingKey { SealingKey(random: randomBytes(AES256GCM.keyCount)) }
}

extension SealingKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "SealingKey" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
