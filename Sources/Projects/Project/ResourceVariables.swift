/// How the variables of a resource are called and what stands above them.
enum ResourceVariables {
  /// Roles, as the provider names the parts of a resource's access.
  static let apiKey = "api_key"
  static let type = "type"

  /// The local name that a service gets unless told otherwise, whose variables have the provider's own prefix.
  static func defaultName(provider: String, service: String) -> LocalName? { LocalName(provider + "-" + service) }

  /// `MODELGATES_API_KEY` and `MODELGATES_TYPE` for the default name; else with the name as their prefix.
  /// - Throws: `invalid_argument` when the name makes no variable, beginning with a digit.
  static func names(_ name: LocalName, provider: String, service: String) throws(ProjectError) -> VariableNames {
    let isDefault = name == defaultName(provider: provider, service: service)
    let prefix = (isDefault ? provider : name.text).uppercased().split(separator: "-").joined(separator: "_")
    guard let apiKey = VariableName(prefix + "_API_KEY"), let type = VariableName(prefix + "_TYPE") else {
      throw .invalidArgument("The name \"\(name)\" can't begin a variable's name.", hint: "Begin it with a letter.")
    }
    var names = VariableNames()
    names[Self.apiKey] = apiKey
    names[Self.type] = type
    return names
  }

  /// The service that a line of an env file says it is managed for.
  static func name(inComment line: some StringProtocol) -> LocalName? {
    guard line.hasPrefix("# ModelGates ("), let start = line.firstRange(of: "): managed for ")?.upperBound else {
      return nil
    }
    return LocalName(String(line[start...].prefix { $0 != ";" }))
  }

  static func comment(name: LocalName, isSandbox: Bool) -> String {
    "managed for \(name); don't edit, don't commit"
      + (isSandbox ? ". This is a sandbox key, which opens nothing but the embedded sandbox" : "")
  }
}
