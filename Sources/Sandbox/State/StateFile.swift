import Files
import JSON

/// Something that a sandbox keeps in a file of its own.
protocol KeptRecord: Record {
  /// The file's name without its ending.
  static var fileName: String { get }
  static var purpose: String { get }
  /// What there is before the first change.
  static func fresh(at now: Int) throws(Refusal) -> Self
  /// What in a loaded one contradicts itself, in words; nil for a sound one.
  var damage: String? { get }
  /// Drops what is too old or too much to be kept.
  mutating func prune(at now: Int)
}

extension SandboxState: KeptRecord {
  static let fileName = "state"
  static let purpose = "state"

  /// Its names begin at a number of chance: what a clone of a project names in another sandbox is nothing here.
  static func fresh(at now: Int) throws(Refusal) -> SandboxState {
    try fresh(seed: Digest.randomSeed(), serial: .random(in: 0..<1_000_000_000_000), at: now)
  }
}

/// The file that a sandbox's state, or another record, is kept in. Several processes may use it at the same time: who changes it holds the
/// lock beside it, and who reads it always finds a whole state, as the file is replaced in one step.
struct StateFile<State: KeptRecord>: Sendable {
  let directory: FilePath
  var path: FilePath { directory / FilePath(stringLiteral: State.fileName + ".json") }
  private var lock: FilePath { directory / FilePath(stringLiteral: State.fileName + ".lock") }

  static var damagedCode: String { "sandbox_state_damaged" }
  private static var limits: JSONLimits { JSONLimits(depth: 32, bytes: 32 << 20) }
  private static var patience: Duration { .seconds(10) }

  /// The kept state; nil before the first change.
  func load() throws(Refusal) -> State? {
    guard let bytes = try read() else { return nil }
    return try state(bytes)
  }

  /// Lets `work` change the state, or a new one where there is none, and keeps the result if it differs.
  func change<Result>(
    at now: Int, _ work: (inout State) throws(Refusal) -> Result
  ) throws(Refusal) -> Result {
    let lock = try locked()
    defer { withExtendedLifetime(lock) {} }
    // What a crash left while the state was being replaced; without it, a sandbox's folder would only grow.
    _ = try? File.removeLeftovers(of: path, limit: 1000)
    let bytes = try read()
    var state = if let bytes { try state(bytes) } else { try State.fresh(at: now) }
    let result = try work(&state)
    state.prune(at: now)
    let changed = state.jsonBytes
    if changed != bytes { try write(changed) }
    return result
  }

  private func state(_ bytes: [UInt8]) throws(Refusal) -> State {
    let state: State
    do {
      state = try State(json: JSON(parsing: bytes, limits: Self.limits), unknownMembers: .refuse)
    } catch let error as JSONParseError {
      throw damaged(error.description)
    } catch let error as FieldError {
      throw damaged(error.description)
    } catch {
      throw damaged("unreadable")
    }
    if let damage = state.damage { throw damaged(damage) }
    return state
  }

  private func damaged(_ reason: String) -> Refusal {
    var refusal = Refusal(
      500, Self.damagedCode,
      "The sandbox's \(State.purpose) in \(path) is damaged and was left as it is: \(reason). Remove the file to begin anew"
    )
    refusal.metadata = ["error_type": .string(Self.damagedCode), "file": .string(path.description)]
    refusal.isGeneral = true
    return refusal
  }

  private func locked() throws(Refusal) -> FileLock {
    do throws(FileError) {
      try File.createDirectory(directory, mode: 0o700, intermediates: true)
      return try FileLock(lock, purpose: "sandbox", waiting: Self.patience)
    } catch {
      throw unavailable(error)
    }
  }

  private func read() throws(Refusal) -> [UInt8]? {
    do throws(FileError) {
      return try File.read(path, limit: Self.limits.bytes, ownerOnly: true)
    } catch {
      if error.code == .notFound || error.code == .notDirectory { return nil }
      throw unavailable(error)
    }
  }

  private func write(_ bytes: [UInt8]) throws(Refusal) {
    do throws(FileError) {
      try File.replace(path, with: bytes, mode: 0o600, keepingStricterMode: true)
    } catch {
      // What was written counts: only a crash of the machine could still take it back.
      if error.code != .notDurable { throw unavailable(error) }
    }
  }

  private func unavailable(_ error: FileError) -> Refusal {
    var refusal = Refusal(
      500, "sandbox_state_unavailable", "The sandbox's \(State.purpose) can't be used: \(error.message)")
    refusal.metadata = ["error_type": "sandbox_state_unavailable"]
    refusal.isGeneral = true
    return refusal
  }
}
