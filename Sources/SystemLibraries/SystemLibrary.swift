internal import CSystemLibraries

/// The libraries of the system that are loaded when they are first needed.
public enum SystemLibrary: String, CaseIterable, Sendable {
  /// Encryption and digests: the vault, skill files.
  case libcrypto
  /// Requests to a live gateway.
  case libcurl

  /// Loads it.
  /// - Returns: why that isn't possible, naming the package, as a sentence without its full stop; nil when it is loaded.
  public func load() -> String? {
    switch self {
    case .libcrypto:
      do throws(CryptoError) {
        _ = try SHA256.hash([])
        return nil
      } catch {
        return error.message
      }
    case .libcurl:
      guard modelgates_curl_load() != 1 else { return nil }
      return HTTPClientError.libraryMissing(modelgates_curl_missing().map { String(cString: $0) }).message
    }
  }
}
