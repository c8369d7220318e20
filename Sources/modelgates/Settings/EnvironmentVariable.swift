/// A variable of the environment that the program reads as a setting, with its meaning for the manual. Options go before them,
/// and they before the user's configuration file.
enum EnvironmentVariable: String, CaseIterable {
  case gateway = "MODELGATES_GATEWAY"
  case email = "MODELGATES_EMAIL"
  case managementKey = "MODELGATES_MANAGEMENT_KEY"
  case managementKeyFile = "MODELGATES_MANAGEMENT_KEY_FILE"
  case paymentToken = "MODELGATES_PAYMENT_TOKEN"
  case paymentTokenFile = "MODELGATES_PAYMENT_TOKEN_FILE"
  case vaultPassphraseFile = "MODELGATES_VAULT_PASSPHRASE_FILE"
  case provisioningSecretFile = "MODELGATES_PROVISIONING_SECRET_FILE"
  case readOnly = "MODELGATES_READ_ONLY"
  case tools = "MODELGATES_TOOLS"
  case log = "MODELGATES_LOG"
  case certificateFile = "SSL_CERT_FILE"
  case projectFolder = "CLAUDE_PROJECT_DIR"

  private var meaning: String {
    switch self {
    case .gateway: "As --gateway."
    case .email: "As --email."
    case .managementKey: "A management key."
    case .managementKeyFile: "As --management-key-file."
    case .paymentToken: "A payment token; not for servers."
    case .paymentTokenFile: "As --payment-token-file."
    case .vaultPassphraseFile: "As --vault-passphrase-file."
    case .provisioningSecretFile: "File with the secret that signs provisioning requests."
    case .readOnly: "1: servers offer only what changes nothing."
    case .tools: "Servers offer only these tools: a,b."
    case .log: "As --log-level."
    case .certificateFile: "As --ca-file."
    case .projectFolder: "Folder of the project, when --project isn't given."
    }
  }

  /// For the manual: the settings, and what everybody's programs look at.
  static let meanings: [(term: String, meaning: String)] =
    allCases.map { ($0.rawValue, $0.meaning) } + [
      ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "Where the user's own files are."),
      ("HTTPS_PROXY, ALL_PROXY, NO_PROXY", "The proxy to a live gateway, and for which hosts there is none."),
      ("NO_COLOR, TERM=dumb", "No colours."),
      ("COLUMNS", "Width of the terminal."),
    ]
}

extension [String: String] {
  /// The value of a variable; one that is empty counts as not set.
  subscript(_ variable: EnvironmentVariable) -> String? {
    self[variable.rawValue].flatMap { $0.isEmpty ? nil : $0 }
  }
}
