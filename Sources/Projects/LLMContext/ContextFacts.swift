import Gateway

/// Everything that the context document is made from. No secret is among it.
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
  let outputFile: String
  let services: [Service]
  let models: [Model]
  /// Of the first service; nil when it couldn't be asked for.
  let key: KeyInfoReport?
  let credits: Credits?

  /// The variable that the examples read.
  var keyVariable: String { services.first?.keyVariable ?? "MODELGATES_API_KEY" }
  var plan: Plan { services.first?.plan ?? .free }
}
