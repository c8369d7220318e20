import SystemLibraries

/// A credential: an API key, a management key, an access token, a passphrase.
///
/// It can't be printed, interpolated, reflected or encoded: all of these show `‹secret›`. Its bytes are only reached
/// through `withBytes`, which is called where a secret is sealed, sent to the gateway, or written to the environment's
/// output file, and nowhere else.
public struct Secret: Sendable {
  private let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Calls `body` with the plain bytes, which must not leave it but for the purposes named above.
  public func withBytes<Result, Failure: Error>(
    _ body: ([UInt8]) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytes)
  }

  public var isEmpty: Bool { bytes.isEmpty }
}

extension Secret: Equatable {
  /// Takes the same time wherever the two differ.
  public static func == (first: Secret, second: Secret) -> Bool { constantTimeEquals(first.bytes, second.bytes) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "‹secret›" }
  public var debugDescription: String { "‹secret›" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
