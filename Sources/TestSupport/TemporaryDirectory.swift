public import Files

/// An empty folder of a test's own, removed with all that is in it when the value goes.
public final class TemporaryDirectory: Sendable {
  public let path: FilePath

  /// In `$TMPDIR`, by default `/tmp`.
  public init() throws {
    let base = try FilePath(Environment.current["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp")
    path = try base.appending(component: "modelgates-test-\(String(UInt64.random(in: .min ... .max), radix: 16))")
    try File.createDirectory(path, mode: 0o700, intermediates: false)
  }

  deinit {
    try? Self.empty(path, depth: 0)
    _ = try? File.removeDirectory(path)
  }

  private static func empty(_ directory: FilePath, depth: Int) throws {
    guard depth < 32 else { return }
    for name in try File.list(directory, limit: 100_000) {
      let path = try directory.appending(component: name)
      if try File.status(path, followingLinks: false)?.kind == .directory {
        try empty(path, depth: depth + 1)
        try File.removeDirectory(path)
      } else {
        try File.remove(path, durably: false)
      }
    }
  }
}
