import Files
import SystemLibraries

/// A folder of the demo's own, below the system's folder for such things.
struct TemporaryFolder {
  let path: FilePath

  init(environment: [String: String]) throws {
    let base = environment["TMPDIR"].flatMap { try? FilePath($0) } ?? "/tmp"
    path = try base.appending(component: "modelgates-demo-" + Hex.encode(randomBytes(8)))
    try File.createDirectory(path, mode: 0o700, intermediates: false)
  }

  /// Best effort: what can't be removed stays where the system cleans up.
  func remove() { Self.remove(path, depth: 0) }

  private static func remove(_ path: FilePath, depth: Int) {
    guard depth < 32, let status = try? File.status(path, followingLinks: false) else { return }
    guard status.kind == .directory else {
      _ = try? File.remove(path, durably: false)
      return
    }
    for name in (try? File.list(path, limit: 10_000)) ?? [] {
      guard let entry = try? path.appending(component: name) else { continue }
      remove(entry, depth: depth + 1)
    }
    _ = try? File.removeDirectory(path)
  }
}
