import Files
import Projects

/// Whether flags, environment and `config.json` can be used.
struct SettingsCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] {
    guard let failure = context.settingsFailure else { return [] }
    let file = (try? UserDirectories(environment: context.environment))?.config
    let remedy = file.map { "${EDITOR:-vi} \(context.path($0 / "config.json"))" } ?? "export HOME=~"
    return [.failure("settings", failure, remedy: remedy)]
  }
}
