/// The version of the provisioning protocol that every one of its requests names.
enum ProvisioningVersion {
  static let supported = "0.1d"

  static func check(_ call: Call) throws(Refusal) {
    guard call.field("API-Version") == supported else {
      var refusal = Refusal(400, "invalid_api_version", "Supported API-Versions: \(supported)")
      refusal.isGeneral = true
      throw refusal
    }
  }
}
