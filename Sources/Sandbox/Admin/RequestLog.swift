import JSON
import Synchronization

/// The latest requests that this process was sent, but for those to `/sandbox/…` and the pages: for who wants to see in
/// which order things were done. Kept in memory only.
final class RequestLog: Sendable {
  static let limit = 2000

  struct Entry: Sendable {
    let method: String
    let path: String
    /// Digest of the bearer token, by which keys are named; nil without one.
    let bearer: String?
    /// What the endpoint itself has answered; nil where a fault kept it from being asked.
    let status: Int?
    let fault: String?

    var json: JSON {
      [
        "method": .string(method), "path": .string(path), "bearer": bearer.map { .string($0) } ?? .null,
        "status": status.map { .integer(Int64($0)) } ?? .null, "fault": fault.map { .string($0) } ?? .null,
      ]
    }
  }

  private let entries = Mutex<[Entry]>([])

  func add(_ entry: Entry) {
    entries.withLock { entries in
      entries.append(entry)
      if entries.count > 2 * Self.limit { entries.removeFirst(Self.limit) }
    }
  }

  /// The oldest one first.
  var latest: [Entry] { entries.withLock { Array($0.suffix(Self.limit)) } }
}

extension RequestLog {
  /// `GET /sandbox/requests`. Needs a management key.
  static func list(_ entries: [Entry], _ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    _ = try state.managedAccount(call)
    return .data(.array(entries.map(\.json)))
  }
}
