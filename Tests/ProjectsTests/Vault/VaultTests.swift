import Files
import Gateway
import Testing

@testable import Projects

@Suite struct VaultTests {
  let fixture: VaultFixture

  init() throws { fixture = try VaultFixture() }

  static func secret(_ text: String) -> Secret { VaultFixture.secret(text) }

  @Test func secretsAreThereWhenTheVaultIsOpenedAgain() throws {
    _ = try fixture.filled()
    let vault = try fixture.open()
    #expect(try vault.secret("modelgates-api")?.text == "first")
    #expect(try vault.secret("modelgates-api", .pending)?.text == "second")
    #expect(try vault.secret("other/api")?.text == "third")
    #expect(try vault.secret("other/api", .previous) == nil)
    #expect(
      vault.records == [
        VaultRecord("modelgates-api", .current), VaultRecord("modelgates-api", .pending),
        VaultRecord("other/api", .current),
      ])
    #expect(vault.generation == 2)
  }

  @Test func nothingIsLegibleButIDs() throws {
    _ = try fixture.filled()
    let text = String(decoding: try fixture.bytes(), as: UTF8.self)
    for secret in ["first", "second", "third"] { #expect(!text.contains(secret)) }
    #expect(text.contains("modelgates-api"))
  }

  @Test func everythingIsPrivate() throws {
    _ = try fixture.filled()
    #expect(try fixture.project.mode(".projects/vault") == 0o700)
    #expect(try fixture.project.mode(".projects/vault/vault.sealed") == 0o600)
    #expect(try File.status(fixture.keyFile)?.mode == 0o600)
  }

  @Test func promotionMovesPendingToCurrentAndCurrentToPrevious() throws {
    var vault = try fixture.filled()
    try vault.update { try $0.promote("modelgates-api") }
    let opened = try fixture.open()
    #expect(try opened.secret("modelgates-api", .current)?.text == "second")
    #expect(try opened.secret("modelgates-api", .previous)?.text == "first")
    #expect(try opened.secret("modelgates-api", .pending) == nil)
    let error = #expect(throws: VaultError.self) { try vault.update { try $0.promote("modelgates-api") } }
    #expect(error?.code == .nothingPending)
  }

  @Test func aFirstSecretIsPromotedWithoutAPrevious() throws {
    var vault = try fixture.create()
    try vault.update {
      try $0.store(Self.secret("new"), "a", .pending)
      try $0.promote("a")
    }
    #expect(vault.records == [VaultRecord("a", .current)])
    #expect(try vault.secret("a")?.text == "new")
  }

  @Test func removingTakesOneSlotOrAll() throws {
    var vault = try fixture.filled()
    try vault.update { $0.remove("modelgates-api", .pending) }
    #expect(vault.records == [VaultRecord("modelgates-api", .current), VaultRecord("other/api", .current)])
    try vault.update { $0.remove("modelgates-api") }
    #expect(vault.records == [VaultRecord("other/api", .current)])
  }

  @Test func aChangeThatThrowsOrChangesNothingIsNotWritten() throws {
    struct Stop: Error {}
    var vault = try fixture.filled()
    let before = try fixture.bytes()
    #expect(throws: Stop.self) {
      try vault.update {
        $0.remove("other/api")
        throw Stop()
      }
    }
    try vault.update {
      $0.remove("never-there")
      try $0.store(Self.secret("third"), "other/api", .current)
    }
    #expect(try fixture.bytes() == before)
    #expect(vault.generation == 2 && vault.records.count == 3)
  }

  @Test func whatAnotherProcessWroteIsKept() throws {
    var first = try fixture.filled()
    var second = try fixture.open()
    try first.update { try $0.store(Self.secret("of first"), "first", .current) }
    try second.update { try $0.store(Self.secret("of second"), "second", .current) }
    #expect(second.generation == 4)
    #expect(try second.secret("first")?.text == "of first")
    #expect(try first.secret("second") == nil)
    try first.reload()
    #expect(try first.secret("second")?.text == "of second")
  }

  @Test(arguments: [0, SealedVault.secretLimit + 1])
  func secretsOutsideOfTheLimitsAreRefused(count: Int) throws {
    var vault = try fixture.create()
    let error = #expect(throws: VaultError.self) {
      try vault.update { try $0.store(Secret([UInt8](repeating: 7, count: count)), "a", .current) }
    }
    #expect(error?.code == .limit)
  }

  @Test func aVaultHasRoomForItsLimitOfRecordsAndNoMore() throws {
    var vault = try fixture.create()
    func id(_ number: Int) throws -> VaultRecordID { try #require(VaultRecordID("record-\(number)")) }
    try vault.update { contents in
      for number in 0..<SealedVault.recordLimit { try contents.store(Self.secret("x"), id(number), .current) }
    }
    #expect(try fixture.open().records.count == SealedVault.recordLimit)
    let error = #expect(throws: VaultError.self) {
      try vault.update { try $0.store(Self.secret("x"), "one-more", .current) }
    }
    #expect(error?.code == .limit)
  }

  @Test func aVaultIsMadeOnce() throws {
    #expect(try !fixture.location.exists())
    _ = try fixture.filled()
    #expect(try fixture.location.exists())
    let error = #expect(throws: VaultError.self) { try fixture.create() }
    #expect(error?.code == .exists)
    #expect(try fixture.open().records.count == 3)
  }

  @Test func aVaultOfTheUserStandsBesideTheProjects() throws {
    let account = VaultLocation(fixture.project.home / "data/account", owner: "account")
    var vault = try Vault.create(account, fixture.source, fixture.memory)
    try vault.update { try $0.store(Self.secret("token"), "modelgates.ai:access", .current) }
    #expect(try Vault.open(account, fixture.source, fixture.memory).secret("modelgates.ai:access")?.text == "token")
  }

  @Test(arguments: ["", "a b", "ä", "a\n", String(repeating: "a", count: 129)])
  func recordIDsOutsideTheRuleAreRefused(id: String) { #expect(VaultRecordID(id) == nil) }

  @Test func aVaultIsNotShown() throws {
    var dumped = ""
    dump(try fixture.filled(), to: &dumped)
    #expect(!dumped.contains("first"))
    #expect(dumped.contains("‹secret›"))
  }
}
