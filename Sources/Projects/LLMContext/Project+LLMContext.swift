import Files
import Gateway
public import JSON

/// What a model should know before it writes code in this project.
public struct ContextReport: Record {
  @Field("The document, in Markdown.") public var text: String
  @Field("Its estimated length in tokens.") public var tokens: Int
  @Field("Sections left out for length.") public var omitted: [String]

  public init() {}
}

extension Project {
  /// Names of the document's sections.
  public static var contextSections: [String] { ContextSection.Name.allCases.map(\.rawValue) }

  /// The combined context document of the project's providers. What can't be asked for now is said to be missing; no
  /// secret is in it.
  /// - Parameters:
  ///   - maxTokens: 200 to 100,000. Whole sections are left out, those of low priority first.
  ///   - section: One of `contextSections`; nil for all.
  public func llmContext(
    maxTokens: Int = 8000, section: String? = nil
  ) async throws(ProjectError) -> Outcome<ContextReport> {
    guard (200...100_000).contains(maxTokens) else { throw .invalidArgument("max_tokens is 200 to 100,000.") }
    let only = section.flatMap { ContextSection.Name(rawValue: $0) }
    guard section == nil || only != nil else {
      throw .invalidArgument(
        "There is no such section.", hint: "Sections: \(Self.contextSections.joined(separator: ", ")).")
    }
    var warnings: [String] = []
    let facts = try await contextFacts(&warnings)
    let document = ContextDocument(facts, maxTokens: maxTokens, only: only)
    var report = ContextReport()
    report.text = document.text
    report.tokens = ContextDocument.estimatedTokens(document.text)
    report.omitted = document.omitted
    return Outcome(report, warnings: warnings)
  }

  private func contextFacts(_ warnings: inout [String]) async throws(ProjectError) -> ContextFacts {
    let state = try loadStateIfAny()
    let services = state.map { self.services(in: $0) } ?? []
    var key: KeyInfoReport?
    if let first = services.first(where: { $0.resource.gateway == gateway.name }) {
      do throws(ProjectError) {
        key = try await keyInfo(first.name.text).result
      } catch {
        warnings.append("The key's limits couldn't be read: \(error.message)")
      }
    }
    var models: [Model] = []
    do throws(GatewayError) {
      models = try await gateway.models()
    } catch {
      warnings.append("The listing of models couldn't be read: \(error.message)")
    }
    return ContextFacts(
      project: state?.project.name ?? GatewayText(directory.root.lastComponent ?? "this folder", limit: 64).text,
      gateway: gateway.name, address: address, isSandbox: isSandbox, outputFile: state.map { output($0) } ?? ".env",
      services: services.map { ContextFacts.Service($0) }, models: models, key: key, credits: await creditsIfKnown())
  }
}

extension ContextFacts.Service {
  fileprivate init(_ service: Project.Named) {
    name = service.name.text
    reference = service.reference
    plan = service.plan
    keyVariable = service.resource.variables[ResourceVariables.apiKey]?.text
    variables = service.resource.variables.names.map(\.text)
    fingerprint = service.fingerprint
  }
}
