import Documentation
import Gateway

/// Everything that the context document is made from. No secret is among it, and what others have written is cleaned.
struct ContextFacts {
  struct Service {
    let name: String
    let reference: String
    let plan: Plan
    let keyVariable: String?
    let variables: [String]
    let fingerprint: String
  }

  let project: String
  /// `sandbox`, or the host of a live gateway.
  let gateway: String
  /// Of the API, without a slash at the end.
  let address: String
  let isSandbox: Bool
  let envFile: String
  let services: [Service]
  /// Whether the document is about ModelGates, and not only about a provider whose services it names.
  let isAboutModels: Bool
  let models: [Model]
  /// Of the first service; nil when it couldn't be asked for.
  let key: KeyInfoReport?
  let credits: Credits?
  let tools: [ToolEntry]

  /// The variable that the examples read.
  var keyVariable: String { services.first?.keyVariable ?? CallTarget.documented.keyVariable }
  var plan: Plan { services.first?.plan ?? .free }

  /// What the examples call.
  func target(model: String) -> CallTarget {
    CallTarget(address: address, keyVariable: keyVariable, envFile: envFile, model: model)
  }
}
