/// A revision of the Model Context Protocol, named by its date (https://modelcontextprotocol.io/specification/versioning).
// swift-format-ignore: AlwaysUseLowerCamelCase
public enum ProtocolVersion: String, Sendable, CaseIterable, Comparable {
  case v2024_11_05 = "2024-11-05"
  case v2025_03_26 = "2025-03-26"
  case v2025_06_18 = "2025-06-18"
  case v2025_11_25 = "2025-11-25"
  case v2026_07_28 = "2026-07-28"

  /// The newest revision of the era in which a conversation begins with `initialize`.
  public static let newestLegacy = v2025_11_25
  /// The first revision without sessions, in which every request says by itself what it needs.
  public static let modern = v2026_07_28

  public var isModern: Bool { self >= .modern }

  public static func < (first: ProtocolVersion, second: ProtocolVersion) -> Bool { first.age > second.age }

  /// How many revisions came after. Each request compares revisions, and comparing their names would take longer.
  private var age: Int {
    switch self {
    case .v2024_11_05: 4
    case .v2025_03_26: 3
    case .v2025_06_18: 2
    case .v2025_11_25: 1
    case .v2026_07_28: 0
    }
  }
}
