import Documentation

/// What the skills of a project are made from: the same facts give the same bytes. No secret is among them, and nothing
/// that changes by itself, such as limits, plans or fingerprints.
struct SkillFacts {
  struct Service {
    let name: String
    let reference: String
    let keyVariable: String?
  }

  let services: [Service]
  let envFile: String
  /// Of the API, without a slash at the end.
  let address: String
  let tools: [ToolEntry]

  /// Of no project in particular.
  static func general(_ tools: [ToolEntry]) -> SkillFacts {
    SkillFacts(services: [], envFile: ".env", address: CallTarget.documented.address, tools: tools)
  }

  /// The variable that the examples read.
  var keyVariable: String { services.lazy.compactMap(\.keyVariable).first ?? CallTarget.documented.keyVariable }

  /// What the examples in code are made for.
  var target: CallTarget {
    CallTarget(
      address: address, keyVariable: keyVariable, envFile: envFile, model: CallTarget.documented.model)
  }

  /// The text, if there is a tool of this name.
  func with(_ tool: String, _ text: @autoclosure () -> String) -> String? { tools.with(tool, text()) }
}

/// Markdown of parts, some of which may be left out.
func joined(_ parts: [String?], by separator: String = "\n") -> String {
  parts.compactMap { $0 }.joined(separator: separator)
}
