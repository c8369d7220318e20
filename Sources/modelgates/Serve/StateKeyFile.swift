import Files
import HTTPTransport
import Projects
import SystemLibraries

/// The file with the secret behind what the server gives its clients to keep: session ids and the states of requests.
///
/// Text: a line of 32 characters or more, as good as random, and perhaps a second one with the secret before it, so that what
/// was given out under that one is still taken. Servers with the same file accept what any of them gave out.
struct StateKeyFile {
  let path: FilePath
  private static let sizes = 32...1024

  /// Made anew when it isn't there, for the user alone: a server that is started again goes on with its clients' sessions.
  func loadOrCreate() throws -> SealingKey {
    do {
      return try load()
    } catch let error as FileError where error.code == .notFound {
      try File.createDirectory(path.parent, mode: 0o700, intermediates: true)
      do throws(FileError) {
        try File.create(path, Array((Base64URL.encode(randomBytes(32)) + "\n").utf8), mode: 0o600)
      } catch  where error.code == .exists {
        // Another server was faster; then that one's counts.
      }
      return try load()
    }
  }

  /// - Throws: `FileError` for a file that can't be read, or by others than its owner; `SettingsError` for one without a secret.
  func load() throws -> SealingKey {
    let bytes = try File.read(path, limit: 4096, ownerOnly: true)
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { line in
      Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
    guard let current = lines.first, lines.count <= 2, lines.allSatisfy({ Self.sizes.contains($0.count) }) else {
      throw SettingsError(
        "\(path) holds no secret of 32 characters or more. Make one with: openssl rand -base64 32")
    }
    return try SealingKey(current: derived(current), previous: lines.count > 1 ? derived(lines[1]) : nil)
  }

  private func derived(_ secret: [UInt8]) throws -> [UInt8] {
    try HKDF.sha256(secret: secret, salt: [], info: Array("modelgates state key 1".utf8), count: 32)
  }
}
