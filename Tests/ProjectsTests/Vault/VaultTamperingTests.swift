import Files
import Gateway
import SystemLibraries
import TestSupport
import Testing

@testable import Projects

@Suite struct VaultTamperingTests {
  let fixture: VaultFixture

  init() throws { fixture = try VaultFixture() }

  @Test func everyFlippedByteIsNoticed() throws {
    _ = try fixture.filled()
    let bytes = try fixture.bytes()
    for index in bytes.indices {
      var flipped = bytes
      flipped[index] ^= 1 << UInt8(index % 8)
      if try fixture.refusal(of: flipped) != .damaged { Issue.record("byte \(index) may be flipped") }
    }
    #expect(try fixture.refusal(of: bytes) == nil)
  }

  @Test func everyFlippedByteIsNoticedThoughTheDigestFits() throws {
    _ = try fixture.filled()
    let bytes = try fixture.bytes()
    for index in bytes.indices.dropLast(32) {
      var flipped = bytes
      flipped[index] ^= 0x80 >> UInt8(index % 8)
      let refusal = try fixture.refusal(of: VaultFixture.resealed(flipped))
      if refusal == nil || refusal == .inaccessible { Issue.record("byte \(index) may be flipped: \(refusal as Any)") }
    }
  }

  @Test func everyTruncationIsNoticed() throws {
    _ = try fixture.filled()
    let bytes = try fixture.bytes()
    for length in bytes.indices {
      let cut = Array(bytes.prefix(length))
      if try fixture.refusal(of: cut) != .damaged { Issue.record("\(length) bytes are taken") }
      let resealed = length < 64 ? cut : try VaultFixture.resealed(cut)
      if try fixture.refusal(of: resealed) == nil { Issue.record("\(length) bytes are taken with a digest") }
    }
    #expect(try fixture.refusal(of: bytes + [0]) == .damaged)
    #expect(try fixture.refusal(of: VaultFixture.resealed(bytes + [0])) == .damaged)
  }

  /// Changes that someone makes who knows the layout, but not the key.
  static let forgeries: [(String, @Sendable (inout SealedVault) -> Void)] = [
    ("a dropped record", { $0.records.removeLast() }),
    ("no records", { $0.records.removeAll() }),
    ("another generation", { $0.generation += 1 }),
    ("a raised generation", { $0.generation = .max }),
    ("another order", { $0.records.swapAt(0, 2) }),
    ("a repeated record", { $0.records.append($0.records[2]) }),
    ("swapped slots", { $0.swapContents(0, 1) }),
    ("swapped records", { $0.swapContents(0, 2) }),
    ("a renamed record", { $0.move(2, to: VaultRecord("other/apj", .current)) }),
    (
      "a pending record made current",
      {
        $0.records = [$0.records[1]]; $0.move(0, to: VaultRecord("modelgates-api", .current))
      }
    ),
  ]

  @Test(arguments: forgeries.indices)
  func aForgedFileIsNoticed(index: Int) throws {
    let (name, forge) = Self.forgeries[index]
    let vault = try fixture.filled()
    let original = try fixture.bytes()
    var forged = try SealedVault(parsing: original)
    forge(&forged)
    // With the original code, and with one of a key that a forger makes up.
    let body = try forged.bytes(VaultKeys.anyOther()).dropLast(64)
    let code = original.dropLast(32).suffix(32)
    #expect(
      try fixture.refusal(of: VaultFixture.resealed(body + code + [UInt8](repeating: 0, count: 32))) == .damaged,
      "\(name)")
    #expect(try fixture.refusal(of: forged.bytes(VaultKeys.anyOther())) == .damaged, "\(name)")
    #expect(vault.records.count == 3)
  }

  /// The second wall: even where the file's code fits, a secret opens only in its own place.
  @Test func aSealedSecretOpensOnlyInItsPlace() throws {
    let (keys, others) = (try VaultKeys.anyOther(), try VaultKeys.anyOther())
    let place = VaultRecord("a", .current)
    let record = try keys.seal(VaultFixture.secret("x"), place, generation: 5)
    #expect(try keys.open(record).text == "x")
    let elsewhere = [
      SealedRecord(place: VaultRecord("b", .current), generation: 5, sealed: record.sealed),
      SealedRecord(place: VaultRecord("a", .pending), generation: 5, sealed: record.sealed),
      SealedRecord(place: place, generation: 6, sealed: record.sealed),
    ]
    for moved in elsewhere { #expect(throws: VaultError.self) { try keys.open(moved) } }
    #expect(throws: VaultError.self) { try others.open(record) }
  }

  @Test func anOlderFileIsNoticed() throws {
    var vault = try fixture.filled()
    let old = try fixture.bytes()
    try vault.update { try $0.promote("modelgates-api") }
    #expect(try fixture.refusal(of: old) == .rolledBack)
    let error = #expect(throws: VaultError.self) { try vault.update { $0.remove("other/api") } }
    #expect(error?.code == .rolledBack)
    #expect(try fixture.bytes() == old)
  }

  @Test func aMissingNoteOfTheGenerationIsMadeAgain() throws {
    var vault = try fixture.filled()
    let old = try fixture.bytes()
    try File.remove(
      fixture.project.home / "state/generations" / (try FilePath(SealedVault(parsing: old).header.id.text)))
    #expect(try fixture.refusal(of: old) == nil)
    try vault.update { $0.remove("other/api") }
    #expect(try fixture.refusal(of: old) == .rolledBack)
  }

  @Test(arguments: ["", "x", "-1", "+2", "02", "2 ", "18446744073709551616", "2\n\n"])
  func aDamagedNoteOfTheGenerationIsAnError(text: String) throws {
    _ = try fixture.filled()
    let bytes = try fixture.bytes()
    let note = fixture.project.home / "state/generations" / (try FilePath(SealedVault(parsing: bytes).header.id.text))
    try File.replace(note, with: Array(text.utf8), mode: 0o600, keepingStricterMode: false)
    #expect(try fixture.refusal(of: bytes) == .memoryDamaged)
  }

  @Test func theFileOfAnotherProjectIsForeign() throws {
    _ = try fixture.filled()
    let other = VaultLocation(fixture.project.home / "other", owner: "project_2")
    _ = try Vault.create(other, fixture.source, fixture.memory)
    let bytes = try File.read(other.file, limit: 1 << 20)
    #expect(try fixture.refusal(of: bytes) == .foreign)
  }

  @Test func aVaultThatWasReplacedIsNotWrittenTo() throws {
    var vault = try fixture.filled()
    try File.remove(fixture.location.file)
    _ = try fixture.create()
    let bytes = try fixture.bytes()
    let error = #expect(throws: VaultError.self) { try vault.update { $0.remove("other/api") } }
    #expect(error?.code == .replaced)
    #expect(try fixture.bytes() == bytes)
  }

  @Test func aNewerVersionIsNamed() throws {
    _ = try fixture.filled()
    var bytes = try fixture.bytes()
    bytes[7] = 2
    #expect(try fixture.refusal(of: VaultFixture.resealed(bytes)) == .newerVersion)
  }

  @Test func randomBytesAreNoVault() throws {
    _ = try fixture.filled()
    let original = try fixture.bytes()
    let keys = try VaultKeys.unwrap(SealedVault(parsing: original).header, fixture.source)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2_000 {
      var bytes = original
      // A run of random bytes anywhere, with a digest that fits: what a reader of lengths must survive.
      let start = Int.random(in: 0..<(bytes.count - 32), using: &generator)
      let end = min(start + Int.random(in: 1...16, using: &generator), bytes.count - 32)
      for index in start..<end { bytes[index] = UInt8.random(in: 0...255, using: &generator) }
      guard bytes != original else { continue }
      #expect(throws: VaultError.self) {
        let resealed = try VaultFixture.resealed(bytes)
        _ = try SealedVault(parsing: resealed)
        try SealedVault.authenticate(resealed, keys)
      }
    }
  }
}

extension VaultKeys {
  /// Keys of another vault, which no file holds.
  static func anyOther() throws -> VaultKeys {
    let folder = try ProjectFolder()
    var header = VaultHeader(
      id: VaultID(bytes: randomBytes(16)), binding: randomBytes(32), salt: randomBytes(16), cost: nil)
    let file = UserKeyFile(folder.home / "key")
    _ = try file.loadOrCreate()
    return try VaultKeys.create(wrappingInto: &header, .keyFile(file))
  }
}

extension SealedVault {
  fileprivate mutating func swapContents(_ first: Int, _ second: Int) {
    let (one, two) = (records[first], records[second])
    records[first] = SealedRecord(place: one.place, generation: two.generation, sealed: two.sealed)
    records[second] = SealedRecord(place: two.place, generation: one.generation, sealed: one.sealed)
  }

  fileprivate mutating func move(_ index: Int, to place: VaultRecord) {
    records[index] = SealedRecord(place: place, generation: records[index].generation, sealed: records[index].sealed)
  }
}
