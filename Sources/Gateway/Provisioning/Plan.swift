public import JSON

/// A plan of the ModelGates service. People write `pay-as-you-go`, the protocol `pay_as_you_go`; both are read.
public enum Plan: String, FieldEnum {
  case free
  case payAsYouGo = "pay-as-you-go"

  public static func alias(of text: String) -> Plan? {
    switch text {
    case "pay_as_you_go", "payg", "paid": .payAsYouGo
    default: nil
    }
  }

  /// As the provisioning protocol writes it.
  public var wireName: String {
    switch self {
    case .free: "free"
    case .payAsYouGo: "pay_as_you_go"
    }
  }

  /// Reads either spelling; nil for an unknown plan.
  public init?(text: String) {
    guard let plan = Plan(rawValue: text) ?? Plan.alias(of: text) else { return nil }
    self = plan
  }
}
