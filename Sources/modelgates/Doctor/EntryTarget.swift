import ClientConfiguration
import Files
import Projects

/// Which project and which gateway a server works with that is started by an entry in a project's own configuration.
struct EntryTarget {
  private let start: EntryProgram.Start
  private let scope: Client.Scope
  private let context: DoctorContext

  init(_ start: EntryProgram.Start, _ scope: Client.Scope, _ context: DoctorContext) {
    self.start = start
    self.scope = scope
    self.context = context
  }

  /// What it has nothing to do with the project that it stands in for; nil where the two belong together.
  var contradiction: String? {
    guard scope == .project, let options = try? GlobalOptions(start.arguments) else { return nil }
    if let name = options.values["--project"], let path = try? FilePath(name),
      path.absolute(in: context.root).normalized != context.root.normalized
    {
      return "it works in another project, \(path)."
    }
    guard let text = options.values["--gateway"] ?? variable(.gateway),
      let gateway = try? GatewayChoice(text, certificateAuthorities: nil).name,
      let others = context.examination?.gatewaysOfServices, !others.isEmpty, !others.contains(gateway)
    else { return nil }
    return "it uses the gateway \(gateway), and the project's services belong to \(others.joined(separator: ", "))."
  }

  private func variable(_ variable: EnvironmentVariable) -> String? {
    let start = "\(variable.rawValue)="
    return self.start.environment.first { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
  }
}
