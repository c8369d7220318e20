import Files
import Gateway
import SystemLibraries
import Testing

@testable import Projects

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct VaultKeyTests {
  let fixture: VaultFixture
  /// 16 MiB and some ten milliseconds.
  let cost: Scrypt.Cost

  init() throws {
    fixture = try VaultFixture()
    cost = try Scrypt.Cost(n: 1 << 14, r: 8, p: 1)
  }

  func code(_ body: () throws -> Void) -> VaultError.Code? {
    #expect(throws: VaultError.self) { try body() }?.code
  }

  @Test func theKeyFileIsMadeOnceAndIsText() throws {
    let first = try UserKeyFile(fixture.keyFile).loadOrCreate()
    let text = String(decoding: try File.read(fixture.keyFile, limit: 100), as: UTF8.self)
    #expect(text.utf8.count == 44 && text.last == "\n")
    #expect(try UserKeyFile(fixture.keyFile).loadOrCreate() == first)
    #expect(first.withBytes { $0.count } == 32)
  }

  @Test func withoutTheKeyFileTheVaultStaysClosed() throws {
    _ = try fixture.filled()
    try File.remove(fixture.keyFile)
    #expect(code { _ = try fixture.open() } == .keyFileMissing)
    #expect(try !File.list(fixture.keyFile.parent, limit: 10).contains("key"))
  }

  @Test func anotherUsersKeyDoesNotOpenTheVault() throws {
    _ = try fixture.filled()
    try File.remove(fixture.keyFile)
    _ = try UserKeyFile(fixture.keyFile).loadOrCreate()
    #expect(code { _ = try fixture.open() } == .wrongKey)
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o601] as [FileMode])
  func aKeyFileThatOthersMayUseIsRefused(mode: FileMode) throws {
    _ = try fixture.filled()
    chmod(fixture.keyFile.value, mode_t(mode.rawValue))
    #expect(code { _ = try fixture.open() } == .loosePermissions)
    #expect(code { _ = try UserKeyFile(fixture.keyFile).loadOrCreate() } == .loosePermissions)
  }

  @Test func aKeyFileThatIsALinkIsRefused() throws {
    _ = try fixture.filled()
    let key = try File.read(fixture.keyFile, limit: 100)
    try File.create(fixture.project.home / "elsewhere", key, mode: 0o600)
    try File.remove(fixture.keyFile)
    try File.createSymbolicLink(fixture.keyFile, to: fixture.project.home / "elsewhere")
    #expect(code { _ = try fixture.open() } == .symbolicLink)
    try File.remove(fixture.project.home / "elsewhere")
    #expect(code { _ = try UserKeyFile(fixture.keyFile).loadOrCreate() } == .symbolicLink)
  }

  @Test(arguments: [
    "", "\n", "short", String(repeating: "A", count: 42), String(repeating: "A", count: 44),
    String(repeating: "+", count: 43),
    String(repeating: "A", count: 43) + "\n\n", String(repeating: "A", count: 43) + "=",
    String(repeating: "A", count: 100),
    String(repeating: "A", count: 42) + "B",
  ])
  func aKeyFileThatHoldsNoKeyIsRefused(text: String) throws {
    try File.createDirectory(fixture.keyFile.parent, mode: 0o700, intermediates: true)
    try File.create(fixture.keyFile, Array(text.utf8), mode: 0o600)
    #expect(code { _ = try fixture.create() } == .keyFileDamaged)
    #expect(try File.read(fixture.keyFile, limit: 200) == Array(text.utf8))
  }

  @Test(arguments: [0o644, 0o640, 0o606] as [FileMode])
  func aVaultThatOthersMayReadIsRefused(mode: FileMode) throws {
    _ = try fixture.filled()
    try fixture.put(fixture.bytes(), mode: mode)
    #expect(code { _ = try fixture.open() } == .loosePermissions)
  }

  @Test(arguments: [0o755, 0o710, 0o770] as [mode_t])
  func aFolderThatOthersMayEnterIsRefused(mode: mode_t) throws {
    _ = try fixture.filled()
    chmod(fixture.location.directory.value, mode)
    #expect(code { _ = try fixture.open() } == .loosePermissions)
  }

  @Test func linksInThePlaceOfTheVaultAreRefused() throws {
    _ = try fixture.filled()
    try File.create(fixture.project.home / "copy", fixture.bytes(), mode: 0o600)
    try File.remove(fixture.location.file)
    try File.createSymbolicLink(fixture.location.file, to: fixture.project.home / "copy")
    #expect(code { _ = try fixture.open() } == .symbolicLink)

    let link = VaultLocation(fixture.project.home / "link", owner: "project_1")
    try File.createSymbolicLink(link.directory, to: fixture.location.directory)
    #expect(code { _ = try Vault.open(link, fixture.source, fixture.memory) } == .symbolicLink)
    #expect(code { _ = try Vault.create(link, fixture.source, fixture.memory) } == .symbolicLink)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
  func filesOfAnotherUserAreRefused() throws {
    _ = try fixture.filled()
    for path in [fixture.keyFile, fixture.location.file, fixture.location.directory] {
      chown(path.value, 65_534, 65_534)
      #expect(code { _ = try fixture.open() } == .foreignOwner, "\(path)")
      chown(path.value, 0, 0)
    }
    _ = try fixture.open()
  }

  @Test func aVaultThatIsNotThereIsMissing() throws {
    #expect(code { _ = try fixture.open() } == .missing)
    _ = try fixture.filled()
    try File.remove(fixture.location.file)
    #expect(code { _ = try fixture.open() } == .missing)
  }

  @Test func aPassphraseOpensItsVaultAndNoOtherDoes() throws {
    let passphrase = VaultFixture.secret("correct horse battery staple")
    var vault = try Vault.create(fixture.location, .passphrase(passphrase), fixture.memory, cost: cost)
    try vault.update { try $0.store(VaultFixture.secret("x"), "a", .current) }
    #expect(try Vault.open(fixture.location, .passphrase(passphrase), fixture.memory).secret("a")?.text == "x")
    let wrong = KeySource.passphrase(VaultFixture.secret("Correct horse battery staple"))
    #expect(code { _ = try Vault.open(fixture.location, wrong, fixture.memory) } == .wrongKey)
    #expect(try File.status(fixture.keyFile) == nil)
  }

  @Test func theWrongKindOfKeyIsNamed() throws {
    let passphrase = KeySource.passphrase(VaultFixture.secret("words"))
    _ = try Vault.create(fixture.location, passphrase, fixture.memory, cost: cost)
    #expect(code { _ = try fixture.open() } == .locked)
    try File.remove(fixture.location.file)
    _ = try fixture.create()
    #expect(code { _ = try Vault.open(fixture.location, passphrase, fixture.memory) } == .locked)
  }

  @Test func anEmptyPassphraseIsRefused() throws {
    #expect(
      code { _ = try Vault.create(fixture.location, .passphrase(Secret([])), fixture.memory, cost: cost) } == .locked)
    #expect(try !fixture.location.exists())
  }

  /// Offsets 72 to 81 of the file: kind of key, log2 of N, r, p.
  @Test(
    arguments: [
      [2, 31, 0, 0, 0, 8, 0, 0, 0, 1], [2, 22, 0, 0, 0, 8, 0, 0, 0, 1], [2, 255, 0, 0, 0, 8, 0, 0, 0, 1],
      [2, 17, 255, 255, 255, 255, 0, 0, 0, 1], [2, 17, 0, 0, 0, 8, 255, 255, 255, 255], [2, 0, 0, 0, 0, 8, 0, 0, 0, 1],
      [2, 17, 0, 0, 0, 0, 0, 0, 0, 1], [2, 17, 0, 0, 0, 8, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ] as [[UInt8]])
  func aHeaderThatAsksForTooMuchIsRefusedBeforeItIsPaid(parameters: [UInt8]) throws {
    let passphrase = KeySource.passphrase(VaultFixture.secret("words"))
    _ = try Vault.create(fixture.location, passphrase, fixture.memory, cost: cost)
    var bytes = try fixture.bytes()
    #expect(Array(bytes[72..<82]) == [2, 14, 0, 0, 0, 8, 0, 0, 0, 1])
    bytes.replaceSubrange(72..<82, with: parameters)
    try fixture.put(VaultFixture.resealed(bytes))
    #expect(code { _ = try Vault.open(fixture.location, passphrase, fixture.memory) } == .damaged)
  }

  @Test func aFileOverTheLimitIsRefused() throws {
    _ = try fixture.filled()
    try fixture.put([UInt8](repeating: 0, count: SealedVault.limit + 1))
    #expect(code { _ = try fixture.open() } == .damaged)
  }
}
