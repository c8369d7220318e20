import MCP
import SystemLibraries

/// What a session id says to servers that have the key: all that is needed to go on with the session.
struct SessionToken: Equatable {
  /// Names the session: 16 random bytes.
  let identifier: [UInt8]
  let version: ProtocolVersion
  let capabilities: ClientCapabilities
  /// When it began, in seconds since 1970.
  let creation: Int64

  static let identifierCount = 16
  private static let format: UInt8 = 1

  var bytes: [UInt8] {
    [Self.format, capabilities.rawValue] + creation.bigEndianBytes + identifier + Array(version.rawValue.utf8)
  }

  /// Nil for what no server of this kind has written.
  init?(_ bytes: [UInt8]) {
    let head = 2 + 8 + Self.identifierCount
    guard bytes.count > head, bytes[0] == Self.format, let creation = Int64(bigEndianBytes: bytes[2..<10]),
      let version = ProtocolVersion(rawValue: String(decoding: bytes[head...], as: UTF8.self)), !version.isModern
    else { return nil }
    self.init(
      identifier: Array(bytes[10..<head]), version: version, capabilities: ClientCapabilities(rawValue: bytes[1]),
      creation: creation)
  }

  init(identifier: [UInt8], version: ProtocolVersion, capabilities: ClientCapabilities, creation: Int64) {
    self.identifier = identifier
    self.version = version
    self.capabilities = capabilities
    self.creation = creation
  }

  /// A new session.
  init(_ handshake: Handshake, at time: Int64) {
    self.init(
      identifier: randomBytes(Self.identifierCount), version: handshake.version, capabilities: handshake.capabilities,
      creation: time)
  }
}
