/// The sessions that are in memory, by the text of their ids, and the ended ones that must not come back.
struct SessionTable {
  private let limit: Int
  private let endedLimit: Int
  private var sessions: [String: HTTPSession] = [:]
  private var ended: Set<[UInt8]> = []
  /// In the order in which they ended; from `firstEnded` on.
  private var endedOrder: [[UInt8]] = []
  private var firstEnded = 0

  init(limit: Int, endedLimit: Int) {
    self.limit = limit
    self.endedLimit = endedLimit
  }

  /// In no particular order.
  var all: [HTTPSession] { Array(sessions.values) }
  var count: Int { sessions.count }

  subscript(id: String) -> HTTPSession? { sessions[id] }

  func hasEnded(_ token: SessionToken) -> Bool { ended.contains(token.identifier) }

  /// Takes a session into memory. When there is no room, the one that wasn't used for the longest time makes it.
  /// - Returns: false when all are busy.
  mutating func insert(_ session: HTTPSession, as id: String) -> Bool {
    if sessions.count >= limit {
      let idle = sessions.filter { !$0.value.isBusy }
      guard let oldest = idle.min(by: { ($0.value.lastUse, $0.key) < ($1.value.lastUse, $1.key) }) else { return false }
      sessions[oldest.key] = nil
    }
    sessions[id] = session
    return true
  }

  /// Ends a session for good.
  /// - Returns: whether it was in memory.
  mutating func end(_ token: SessionToken, as id: String) -> Bool {
    let wasThere = sessions.removeValue(forKey: id) != nil
    if ended.insert(token.identifier).inserted { endedOrder.append(token.identifier) }
    while ended.count > endedLimit {
      ended.remove(endedOrder[firstEnded])
      firstEnded += 1
    }
    if firstEnded * 2 > endedOrder.count {
      endedOrder.removeFirst(firstEnded)
      firstEnded = 0
    }
    return wasThere
  }

  /// Lets go of the sessions that nobody has used since a time.
  mutating func drop(unusedSince time: Int64) {
    sessions = sessions.filter { $0.value.lastUse >= time || $0.value.isBusy }
  }
}
