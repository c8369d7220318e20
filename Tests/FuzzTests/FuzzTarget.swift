/// A reader of what comes from outside, and the rules that hold for it whatever the bytes are.
///
/// The same function is driven by libFuzzer, for as long as one likes (`scripts/torture fuzz`), and by the tests, with the bytes
/// that are kept in `Tests/fuzz`.
struct FuzzTarget: Sendable, CustomStringConvertible {
  /// Also the name of its folders in `Tests/fuzz`.
  let name: String
  /// Throws a `Finding` when a rule is broken, or traps.
  let check: @Sendable (_ bytes: [UInt8]) throws -> Void

  var description: String { name }

  static let all: [FuzzTarget] = [
    .json, .rpc, .http, .mcpOverHTTP, .uriTemplates, .environmentFile, .projectState, .journalEntry, .managedBlock,
    .ignoreFile,
    .vault, .clientJSON, .clientTOML, .gatewayReplies, .tokens,
  ]
}

/// A rule that some bytes break.
struct Finding: Error, CustomStringConvertible {
  let description: String
}

/// Throws a finding unless the condition holds.
func require(_ condition: Bool, _ rule: @autoclosure () -> String) throws(Finding) {
  if !condition { throw Finding(description: rule()) }
}
