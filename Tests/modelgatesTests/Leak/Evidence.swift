import Files
import Synchronization

/// Everything that came out of the program, and every key that ever was.
final class Evidence: Sendable {
  private struct State {
    var said: [(source: String, bytes: [UInt8])] = []
    var keys: [String] = []
  }
  private let state = Mutex(State())
  let place: Place

  init(_ place: Place) { self.place = place }

  var keys: [String] { state.withLock { $0.keys } }

  func add(_ source: String, _ bytes: some Collection<UInt8>) {
    state.withLock { $0.said.append((source, Array(bytes))) }
  }

  /// Takes down which keys the env file has now.
  func noteKeys() throws {
    let now = try place.keys()
    state.withLock { state in
      for key in now where key.hasPrefix("sk-mg-v1-sandbox") && !state.keys.contains(key) { state.keys.append(key) }
    }
  }

  /// Where a key, or what looks like a secret of the sandbox, is though it must not be.
  /// - Parameter spared: files in which a key may be beside the env file.
  func leaks(sparing spared: [FilePath] = []) throws -> [String] {
    let search = KeySearch(keys)
    var leaks: [String] = []
    // The vault is among them: there a key must be sealed.
    let without = (spared + [place.environmentFile]).map(\.value)
    let files = try place.files().filter { !without.contains($0.source) }
    for (source, bytes) in state.withLock({ $0.said }) + files {
      leaks += search.found(in: bytes).map { "\(source): \($0)" }
      leaks += Self.looks(bytes).map { "\(source): looks like \($0)" }
    }
    // The address of the dashboard is said to whoever asks for it, and kept nowhere.
    for (source, bytes) in files {
      leaks += Self.looks(bytes, ["mgdl_sandbox_"]).map { "\(source): looks like \($0)" }
    }
    return leaks
  }

  /// Secrets that the test can't know are known by how they begin.
  private static func looks(
    _ bytes: [UInt8], _ beginnings: [String] = ["sk-mg-v1-sandbox", "mgat_sandbox_", "mgrt_sandbox_", "mgac_sandbox_"]
  ) -> [String] {
    let hexDigits = Array("0123456789abcdef".utf8)
    let places = KeySearch.places(of: beginnings.map { Array($0.utf8) }, in: bytes).filter { needle, start in
      let next = start + beginnings[needle].utf8.count
      return next < bytes.count && hexDigits.contains(bytes[next])
    }
    return beginnings.indices.filter { index in places.contains { $0.needle == index } }.map { beginnings[$0] }
  }
}
