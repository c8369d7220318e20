import Files
import Operations
import Projects

/// Whether flags, environment and `config.json` can be used.
struct SettingsCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] {
    guard let failure = context.settingsFailure else { return [] }
    return [.failure("settings", failure, remedy: remedy(context))]
  }

  /// Whatever is left out first so that the rest can be used: a flag, a variable, the file.
  private func remedy(_ context: DoctorContext) -> String {
    let flags = ["--gateway", "--ca-file", "--management-key-file", "--vault-passphrase-file", "--payment-token-file"]
    if let flag = flags.first(where: { context.global.values[$0] != nil && isUsable(context, leavingOut: $0) }) {
      return context.commands.leavingOut(flag).modelgates("doctor")
    }
    let variables = EnvironmentVariable.allCases.map(\.rawValue).filter { context.environment[$0] != nil }
    if let variable = variables.first(where: { isUsable(context, leavingOut: $0) }) { return "unset \(variable)" }
    guard let config = (try? UserDirectories(environment: context.environment))?.config else {
      return HomeVariable.setting
    }
    return "${EDITOR:-vi} \(context.path(config / "config.json"))"
  }

  private func isUsable(_ context: DoctorContext, leavingOut name: String) -> Bool {
    var (global, environment) = (context.global, context.environment)
    global.values[name] = nil
    environment[name] = nil
    do {
      let settings = try Settings(
        global, environment: environment, isServer: false, workingDirectory: context.workingDirectory)
      _ = try settings.makeProject(on: context.loop)
      return true
    } catch {
      return false
    }
  }
}

/// `HOME`, which nothing works without.
enum HomeVariable {
  /// Takes the folder from the user database: where HOME is empty, `~` is, too.
  static let setting = #"export HOME="$(eval echo "~$(id -un)")""#
}
