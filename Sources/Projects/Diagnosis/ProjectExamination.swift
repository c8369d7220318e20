import Files
import Gateway

/// What doctor looks at in a project: its state, vault, env files, journal and skill files. Only looks; what mends something
/// is in the findings.
///
/// Where one part can't be read, the checks that need it say nothing: the cause is reported once.
public struct ProjectExamination: Sendable {
  let project: Project
  let commands: CommandText

  /// - Parameter commands: How remedies are typed.
  public init(_ project: Project, _ commands: CommandText) {
    self.project = project
    self.commands = commands
  }

  func path(_ path: FilePath) -> String { commands.path(path) }

  /// Of a project whose state can be read.
  var readableState: ProjectState? { (try? project.loadStateIfAny()) ?? nil }

  /// The gateways that keys of the project belong to, each once.
  public var gatewaysOfServices: [String] {
    guard let state = readableState else { return [] }
    return Set(project.services(in: state).map(\.resource.gateway)).sorted()
  }

  /// Makes a new key for a service, which ends the old one for everybody.
  func rotating(_ service: Project.Named) -> String {
    let isHere = service.resource.gateway == project.gateway.name
    let name = service.name.text
    let gateway = isHere ? nil : Project.gatewayOption(service.resource.gateway)
    // Whoever has no management key at hand types it in.
    let needsKey = service.issuer == .managementKey && !project.gateway.hasManagementKey
    return needsKey
      ? commands.modelgates("rotate", name, "--yes", "--management-key-file", "-", gateway: gateway)
      : commands.modelgates("rotate", name, "--yes", gateway: gateway)
  }

  /// The same for the service of a local name.
  public func rotating(_ name: String) -> String {
    guard let state = readableState, let service = LocalName(name).flatMap({ project.service($0, in: state) }) else {
      return commands.modelgates("rotate", name, "--yes")
    }
    return rotating(service)
  }

  /// New keys for all services.
  public func rotatingAll() -> [String] {
    guard let state = readableState else { return [] }
    return project.services(in: state).map { rotating($0) }
  }
}
