import Files
import Gateway
public import JSON

/// What a model should know before it writes code in this project.
public struct ContextReport: Record {
  @Field("The document, in Markdown.") public var text: String
  @Field("Its length in tokens, at most.") public var tokens: Int
  @Field("Sections left out for length.") public var omitted: [String]
  @Field("File that it was written to.") public var file: String?

  public init() {}
}

/// Which part of the context document is wanted, and how much of it.
public struct ContextRequest: Sendable {
  /// Tokens, 200 to 100,000. Whole sections are left out, those of low priority first.
  public var maxTokens = 8000
  /// One of `Project.contextSections`; nil for all.
  public var section: String?
  /// Only services of this provider of the project; nil for all.
  public var provider: String?
  /// What the document may name beside the tools that always are there.
  public var tools: [ToolEntry]

  public init(tools: [ToolEntry] = []) { self.tools = tools }
}

extension Project {
  /// Names of the document's sections.
  public static var contextSections: [String] { ContextSection.names }

  /// The combined context document of the project's providers: the same state of project and gateway gives the same text. What
  /// can't be asked for now is said to be missing; no secret is in it.
  /// - Throws: `invalid_argument`, `not_found` for a provider that the project doesn't have, and what reading the state throws.
  public func llmContext(_ request: ContextRequest = ContextRequest()) async throws(ProjectError) -> Outcome<
    ContextReport
  > {
    guard (200...100_000).contains(request.maxTokens) else { throw .invalidArgument("max_tokens is 200 to 100,000.") }
    if let section = request.section, !Self.contextSections.contains(section) {
      throw .invalidArgument(
        "There is no such section.", hint: "Sections: \(Self.contextSections.joined(separator: ", ")).")
    }
    var warnings: [String] = []
    let facts = try await contextFacts(request, &warnings)
    let document = ContextDocument(facts, maxTokens: request.maxTokens, only: request.section)
    var report = ContextReport()
    report.text = document.text
    report.tokens = TokenEstimate.tokens(document.text)
    report.omitted = document.omitted
    return Outcome(report, warnings: warnings)
  }

  private func contextFacts(
    _ request: ContextRequest, _ warnings: inout [String]
  ) async throws(ProjectError) -> ContextFacts {
    let state = try loadStateIfAny()
    let services = try services(of: request.provider, in: state)
    // The sections about calling models are about ModelGates.
    let isAboutModels = [nil, Self.modelProvider].contains(request.provider)
    let ownServices = services.filter { $0.resource.provider == Self.modelProvider }
    return ContextFacts(
      project: Markdown.plain(state?.project.name ?? directory.root.lastComponent ?? "this folder"),
      gateway: gateway.name,
      address: address, isSandbox: isSandbox,
      envFile: try state.map { state throws(ProjectError) in try plainEnvFile(output(state)) } ?? ".env",
      services: services.map { ContextFacts.Service($0) }, isAboutModels: isAboutModels,
      models: isAboutModels ? await contextModels(&warnings) : [],
      key: isAboutModels ? await contextKey(ownServices, &warnings) : nil,
      credits: isAboutModels ? await creditsIfKnown() : nil, tools: request.tools)
  }

  private static let modelProvider = "modelgates"

  /// The services of a provider, those of ModelGates first.
  private func services(of provider: String?, in state: ProjectState?) throws(ProjectError) -> [Named] {
    let all = state.map { services(in: $0) } ?? []
    let known = Set(all.map(\.resource.provider) + [Self.modelProvider])
    if let provider, !known.contains(provider) {
      throw ProjectError(
        .resourceNotFound, "This project has no provider \"\(Markdown.plain(provider))\".",
        hint: "It has: \(known.sorted().joined(separator: ", ")).",
        details: ["candidates": .array(known.sorted().map { .string($0) })])
    }
    let wanted = all.filter { provider == nil || $0.resource.provider == provider }
    return wanted.filter { $0.resource.provider == Self.modelProvider }
      + wanted.filter { $0.resource.provider != Self.modelProvider }
  }

  private func contextKey(_ services: [Named], _ warnings: inout [String]) async -> KeyInfoReport? {
    guard let first = services.first(where: { $0.resource.gateway == gateway.name }) else { return nil }
    do throws(ProjectError) {
      return try await keyInfo(first.name.text).result
    } catch {
      warnings.append("The key's limits couldn't be read: \(error.message)")
      return nil
    }
  }

  private func contextModels(_ warnings: inout [String]) async -> [Model] {
    do throws(GatewayError) {
      return try await gateway.models()
    } catch {
      warnings.append("The listing of models couldn't be read: \(error.message)")
      return []
    }
  }
}

extension ContextFacts.Service {
  fileprivate init(_ service: Project.Named) {
    name = service.name.text
    reference = Markdown.plain(service.reference)
    plan = service.plan
    keyVariable = service.resource.variables[ResourceVariables.apiKey]?.text
    variables = service.resource.variables.names.map(\.text)
    fingerprint = service.fingerprint
  }
}
