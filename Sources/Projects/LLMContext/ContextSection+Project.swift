import Gateway

extension ContextSection {
  /// All sections, in the document's order.
  static func all(_ facts: ContextFacts, _ guide: ModelGuide) -> [ContextSection] {
    let model = guide.example(plan: facts.plan)
    return [
      project(facts), quickstart(facts, model), python(facts, model), typescript(facts, model), swift(facts, model),
      models(facts, guide), limits(facts), errors, keys(facts),
    ]
  }

  private static func project(_ facts: ContextFacts) -> ContextSection {
    var lines: [String] = []
    if facts.services.isEmpty {
      lines.append(
        "Nothing is provisioned yet. `add_service` (`modelgates add modelgates/api`) adds a key, free of charge.")
    } else {
      lines += [
        "| Name | Service | Plan | Variables in `\(facts.outputFile)` | Key fingerprint |", "|---|---|---|---|---|",
      ]
      lines += facts.services.map { service in
        let variables = service.variables.map { "`\($0)`" }.joined(separator: ", ")
        return
          "| \(service.name) | \(service.reference) | \(service.plan.rawValue) | \(variables) | \(service.fingerprint) |"
      }
    }
    lines.append("")
    lines.append("Gateway: \(facts.gateway), `\(facts.address)`.")
    if facts.isSandbox {
      lines.append(
        "The keys are those of the embedded sandbox, which makes its answers up and costs nothing: they are refused at that "
          + "address. The code below is right for a real key."
      )
    }
    if facts.services.contains(where: { $0.plan == .free }) {
      lines.append("On the free plan, call models whose identifier ends in `:free`; others are refused with 402.")
    }
    return ContextSection(
      name: .project, title: "What this project has", priority: 0, body: lines.joined(separator: "\n"))
  }

  private static func keys(_ facts: ContextFacts) -> ContextSection {
    let body = """
      - Read the key from the environment as `\(facts.keyVariable)`, at run time. `\(facts.outputFile)` is loaded by dotenv, \
      `docker compose`, or `set -a; . ./\(facts.outputFile); set +a`.
      - Never print, log, commit or paste the key, and don't open `\(facts.outputFile)` to look at it. `list_env` \
      (`modelgates env`) shows names, origin and whether they are in sync; fingerprints tell keys apart.
      - Don't edit the managed lines. `pull_env` (`modelgates env --pull`) writes them again from the vault.
      - `rotate_key` (`modelgates rotate <name>`) makes a new key, verifies it, writes it, and then disables the old one; \
      programs that are running must read the environment again.
      - `remove_service` (`modelgates remove <name>`) revokes the key and takes its lines out.
      - Deploy by giving the host its own key, not by copying this file.
      """
    return ContextSection(name: .keys, title: "The key", priority: 1, body: body)
  }
}
