/// Which of a record's secrets: a key is sealed as pending, becomes current when it is in use, and previous when another does.
public enum VaultSlot: UInt8, Sendable, CaseIterable, Comparable {
  case current = 1
  case pending = 2
  case previous = 3

  public static func < (first: VaultSlot, second: VaultSlot) -> Bool { first.rawValue < second.rawValue }
}

/// The id of a record: 1 to 128 of the characters `A-Za-z0-9._:/@-`. It stands in the vault's file in plain.
public struct VaultRecordID: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let text: String

  /// Nil when `text` isn't such an id.
  public init?(_ text: String) {
    let isID = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "._:/@-".utf8.contains(byte)
      }
    }
    guard isID, (1...128).contains(text.utf8.count) else { return nil }
    self.text = text
  }

  public static func < (first: VaultRecordID, second: VaultRecordID) -> Bool { first.text < second.text }

  public var description: String { text }
}

extension VaultRecordID: ExpressibleByStringLiteral {
  /// For ids written in the source.
  public init(stringLiteral text: String) {
    guard let id = VaultRecordID(text) else { preconditionFailure("\(text) is no record id") }
    self = id
  }
}

/// Where a secret is in a vault. Nothing of the secret is in it.
public struct VaultRecord: Sendable, Hashable, Comparable {
  public let id: VaultRecordID
  public let slot: VaultSlot

  public init(_ id: VaultRecordID, _ slot: VaultSlot) {
    self.id = id
    self.slot = slot
  }

  public static func < (first: VaultRecord, second: VaultRecord) -> Bool {
    (first.id, first.slot) < (second.id, second.slot)
  }
}
