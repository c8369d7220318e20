/// Who makes and takes back keys.
enum KeyIssuer: String, Sendable {
  /// The provisioning protocol, with the linked account's token.
  case account
  /// The gateway's key management, with a management key: where the provisioning protocol isn't spoken.
  case managementKey = "management_key"
}
