import Gateway

extension ContextSection {
  static func project(_ facts: ContextFacts) -> ContextSection {
    let body = joined([
      facts.services.isEmpty ? nothing : table(facts), "",
      "Gateway: \(facts.gateway), `\(facts.address)`.",
      facts.isSandbox
        ? """
        The keys are those of the embedded sandbox, which makes its answers up and costs nothing: they are refused at that address. \
        The code below is right for a real key.
        """ : nil,
      facts.services.contains { $0.plan == .free }
        ? "On the free plan, call models whose identifier ends in `:free`; others are refused with 402." : nil,
    ])
    return ContextSection("project", title: "What this project has", priority: 0, body: body)
  }

  private static let nothing =
    "Nothing is provisioned yet. `add_service` (`modelgates add modelgates/api`) adds a key, free of charge."

  private static func table(_ facts: ContextFacts) -> String {
    let rows = facts.services.map { service in
      let variables = service.variables.map { "`\($0)`" }.joined(separator: ", ")
      return
        "| \(service.name) | \(service.reference) | \(service.plan.rawValue) | \(variables) | \(service.fingerprint) |"
    }
    let head = [
      "| Name | Service | Plan | Variables in `\(facts.envFile)` | Key fingerprint |", "|---|---|---|---|---|",
    ]
    return (head + rows).joined(separator: "\n")
  }

  static func authentication(_ facts: ContextFacts) -> ContextSection {
    let body = """
      Send `Authorization: Bearer <key>`. The key is in the variable `\(facts.keyVariable)`: read it from the environment at run time. \
      `\(facts.envFile)` is loaded by dotenv, `docker compose`, or `set -a; . ./\(facts.envFile); set +a`. `GET \(facts.address)/key` \
      checks a key and costs nothing.

      - Never read, print, log, commit or paste the key, and don't open `\(facts.envFile)` or `.projects/` to look at it. `list_env` \
      (`modelgates env`) shows names and whether they are in sync; fingerprints tell keys apart.
      - Don't edit the managed lines. `pull_env` (`modelgates env --pull`) writes them again from the vault.
      - Deploy by giving the host a key of its own as a secret, not by copying this file.

      \(documented("authentication", "Two kinds of keys"))
      """
    return ContextSection("authentication", title: "Authentication", priority: 1, body: body)
  }

  static func rotation(_ facts: ContextFacts) -> ContextSection {
    let name = facts.services.first?.name ?? "modelgates/api"
    let body = """
      `rotate_key` (`modelgates rotate \(name)`) makes a new key, verifies it, writes it to `\(facts.envFile)`, and only then disables the \
      old one. It asks for consent, because copies of the old key stop working; `grace_seconds` (`--grace-seconds 3600`) keeps the old one \
      alive meanwhile. Programs that run must be started again, or read the environment again. After an interruption the next operation \
      finishes or undoes it.

      Rotate when somebody leaves, when a key may have been seen, when a computer is lost. `remove_service` (`modelgates remove \(name)`) \
      revokes the key and takes its variables out.
      """
    return ContextSection("rotation", title: "Key rotation", priority: 3, body: body)
  }

  static func guardrails(_ facts: ContextFacts) -> ContextSection {
    let limit = facts.tools.with(
      "set_limit",
      """
      `set_limit` (`modelgates limit \(facts.services.first?.name ?? "modelgates/api") 5 --reset monthly`) gives the key a spending limit in \
      USD that starts anew daily, weekly, monthly or never. When it is used up, requests get 402.


      """)
    let body = """
      \(limit ?? "")A guardrail of the account has a limit, allowed and ignored models and providers, and rules for privacy. It is made with \
      a management key at `/guardrails` and does nothing until keys are assigned at `/guardrails/{id}/assignments/keys`.

      \(documented("guardrails", "Good limits"))
      """
    return ContextSection("guardrails", title: "Guardrails", priority: 5, body: body)
  }
}
