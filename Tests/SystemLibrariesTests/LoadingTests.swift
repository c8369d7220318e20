import CSystemLibraries
import Testing

@testable import SystemLibraries

struct LoadingTests {
  private func load(_ library: String, _ symbol: StaticString) -> Int32 {
    symbol.withUTF8Buffer { text in
      text.withMemoryRebound(to: CChar.self) { name in
        var names = [name.baseAddress, name.baseAddress]
        var addresses: [UnsafeMutableRawPointer?] = [nil, nil]
        return modelgates_load_library(library, &names, &addresses, 2)
      }
    }
  }

  #if os(Linux)
    static let library = "libc.so.6"
  #else
    static let library = "/usr/lib/libSystem.B.dylib"
  #endif

  @Test func missingLibraryOrSymbolIsSaidAndNoCrash() {
    #expect(load("libmodelgates-does-not-exist.so.1", "getpid") == -1)
    #expect(load(Self.library, "modelgates_does_not_exist") == 1)
    #expect(load(Self.library, "getpid") == 0)
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
