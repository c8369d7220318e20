import JSON
import SystemLibraries

/// A call that its caller may repeat: the same key with the same arguments does nothing a second time.
struct IdempotentCall {
  let key: String
  let operation: String
  let argumentsDigest: String

  /// Nil without a key.
  /// - Throws: `invalid_argument` for a key that isn't 1 to 255 printable characters long.
  init?(key: String?, operation: String, arguments: [String]) throws(ProjectError) {
    guard let key else { return nil }
    let isPrintable = key.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    guard (1...255).contains(key.utf8.count), isPrintable else {
      throw .invalidArgument("An idempotency key is 1 to 255 printable ASCII characters long.")
    }
    self.init(key: key, operation: operation, argumentsDigest: try Self.digest([operation] + arguments))
  }

  /// The call that an interrupted operation was made by.
  init?(_ entry: JournalEntry, operation: String) {
    guard let key = entry[.idempotencyKey], let digest = entry[.argumentsDigest] else { return nil }
    self.init(key: key, operation: operation, argumentsDigest: digest)
  }

  private init(key: String, operation: String, argumentsDigest: String) {
    self.key = key
    self.operation = operation
    self.argumentsDigest = argumentsDigest
  }

  private static func digest(_ parts: [String]) throws(ProjectError) -> String {
    try ProjectError.converting { Hex.encode(try SHA256.hash(Array(parts.joined(separator: "\u{0}").utf8))) }
  }
}

extension Project {
  /// What an earlier call with this key gave.
  /// - Throws: `idempotency_conflict` when that was another call.
  func earlier<Result: Record>(_ call: IdempotentCall?) throws(ProjectError) -> Outcome<Result>? {
    guard let call else { return nil }
    let finding = try ProjectError.converting {
      try Idempotency(directory)
        .find(call.key, operation: call.operation, argumentsDigest: call.argumentsDigest, at: clock.now)
    }
    switch finding {
    case .unknown: return nil
    case .replay(let json): return try ProjectError.converting { try Outcome(recorded: json) }
    case .conflict:
      throw ProjectError(
        .idempotencyConflict, "The idempotency key was used for another call, or with other arguments.",
        hint: "Use a new key for a new call.")
    }
  }

  /// Keeps what a call gave. A result that is kept already stays.
  func keep<Result: Record>(_ outcome: Outcome<Result>, of call: IdempotentCall?) throws(ProjectError) {
    guard let call else { return }
    do {
      try Idempotency(directory)
        .record(
          call.key, operation: call.operation, argumentsDigest: call.argumentsDigest, result: outcome.recorded,
          at: clock.now)
    } catch let error as ProjectFileError where error.code == .exists {
      return
    } catch {
      throw ProjectError(converting: error)
    }
  }
}

extension Outcome {
  fileprivate var recorded: JSON {
    // A record's own bytes are JSON, of a depth and length that records have.
    let result = try? JSON(parsing: result.jsonBytes, limits: JSONLimits(depth: 32, bytes: 1 << 20))
    return [
      "result": result ?? .null, "warnings": .array(warnings.map { .string($0) }),
      "next_steps": .array(nextSteps.map { .string($0) }),
    ]
  }

  fileprivate init(recorded json: JSON) throws(FieldError) {
    self.init(
      try Result(json: json["result"] ?? .null, unknownMembers: .ignore),
      warnings: json["warnings"]?.array?.compactMap(\.string) ?? [],
      nextSteps: json["next_steps"]?.array?.compactMap(\.string) ?? [])
  }
}
