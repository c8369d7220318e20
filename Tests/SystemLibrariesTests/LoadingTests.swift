import CSystemLibraries
import Testing

@testable import SystemLibraries

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct LoadingTests {
  #if os(Linux)
    private static let library = "libc.so.6"
  #else
    private static let library = "/usr/lib/libSystem.B.dylib"
  #endif
  private static let absent = "libmodelgates-does-not-exist.so.1"

  /// The file that was loaded, or what is said to be missing.
  private func load(_ files: [String], _ symbols: [String]) -> (file: String?, missing: String) {
    let names = (files + symbols).map { strdup($0) }
    defer { for name in names { free(name) } }
    let fileNames = names.prefix(files.count).map { UnsafePointer($0) } + [nil]
    let symbolNames = names.dropFirst(files.count).map { UnsafePointer($0) }
    var addresses = [UnsafeMutableRawPointer?](repeating: nil, count: symbols.count)
    var missing = [CChar](repeating: 0, count: 160)
    let file = modelgates_load_library(fileNames, symbolNames, &addresses, symbols.count, &missing, missing.count)
    #expect(file == nil || addresses.allSatisfy { $0 != nil })
    let text = missing.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    return (file.map { String(cString: $0) }, String(decoding: text, as: UTF8.self))
  }

  @Test func theFirstLibraryWithAllSymbolsIsLoaded() {
    #expect(load([Self.absent, Self.library], ["getpid", "getppid"]) == (Self.library, ""))
  }

  @Test func whatIsMissingIsNamedAndNoCrash() {
    let lacking = "\(Self.library) (modelgates_no)"
    #expect(load([Self.absent, "no-such-file.so"], ["getpid"]) == (nil, Self.absent))
    #expect(load([Self.absent, Self.library], ["getpid", "modelgates_no"]) == (nil, lacking))
    #expect(load([Self.library, Self.absent], ["modelgates_no"]) == (nil, lacking))
  }

  @Test func missingLibraryIsAnErrorThatNamesThePackage() {
    let error = CryptoError.libraryMissing("libcrypto.so.3 (EVP_Digest)")
    #expect(error.code == .libraryMissing)
    #if os(Linux)
      #expect(
        error.message == """
          libcrypto.so.3 (EVP_Digest) can't be loaded; install OpenSSL 3: the package libssl3 or libssl3t64 (Debian, Ubuntu), \
          openssl-libs (Fedora)
          """)
    #endif
  }

  @Test(
    arguments: [
      (modelgates_crypto_unavailable, .libraryMissing), (modelgates_crypto_not_authentic, .authenticationFailed),
      (modelgates_crypto_failed, .failed),
    ] as [(Int, CryptoError.Code)])
  func eachResultHasItsCode(result: Int, code: CryptoError.Code) throws {
    let error = #expect(throws: CryptoError.self) { try CryptoError.check(Int32(result), "a test") }
    #expect(error?.code == code)
    try CryptoError.check(Int32(modelgates_crypto_done), "a test")
  }
}
