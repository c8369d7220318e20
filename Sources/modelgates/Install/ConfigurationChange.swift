import ClientConfiguration
import JSON
import Operations

/// What became of a client's configuration.
struct ConfigurationChange {
  enum Outcome: String {
    case created, changed, removed, unchanged
    case wouldBeCreated = "would_be_created"
    case wouldBeChanged = "would_be_changed"
    case wouldBeRemoved = "would_be_removed"

    var words: String { rawValue.split(separator: "_").joined(separator: " ") }
  }

  let client: Client
  let file: String
  let outcome: Outcome
  /// Whether the entry has a path of this computer, and others may get the file.
  let namesPathForOthers: Bool

  var json: JSON {
    .object(["client": .string(client.rawValue), "file": .string(file), "outcome": .string(outcome.rawValue)])
  }

  var text: String { "\(client.title): \(TerminalText.clean(file)) \(outcome.words)" }
}
