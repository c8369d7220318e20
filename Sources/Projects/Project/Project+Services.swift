import Gateway
public import JSON

/// The services of a project.
public struct ServicesReport: Record {
  @Field("The services, by local name.") public var services: [ServiceEntry]

  public init() {}
}

/// A service of a project.
public struct ServiceEntry: Record {
  @Field("Local name, exactly as commands take it.") public var name: String
  @Field("provider/service.") public var service: String
  @Field("Plan.") public var plan: String
  @Field("Gateway that its key belongs to.") public var gateway: String
  @Field("Its environment variables.") public var variables: [String]
  @Field("First 12 hex digits of the key's SHA-256.") public var keyFingerprint: String

  public init() {}

  init(_ service: Project.Named) {
    name = service.name.text
    self.service = service.reference
    plan = service.plan.rawValue
    gateway = service.resource.gateway
    variables = service.resource.variables.names.map(\.text)
    keyFingerprint = service.fingerprint
  }
}

extension Project {
  /// The exact local names in this project, with services and plans.
  public func listServices() async throws(ProjectError) -> Outcome<ServicesReport> {
    var report = ServicesReport()
    report.services = services(in: try loadState()).map { ServiceEntry($0) }
    return Outcome(
      report, nextSteps: report.services.isEmpty ? ["add_service (`modelgates add modelgates/api`) adds one."] : [])
  }
}
