import Synchronization

/// What all connections together may keep in their buffers.
final class MemoryBudget: Sendable {
  /// What each connection may have without asking.
  static let allowance = 64 << 10

  private let limit: Int
  private let taken = Atomic(0)

  init(limit: Int) { self.limit = limit }

  /// Changes what a connection has taken so that it covers `bytes`. False, with nothing changed, when it isn't there.
  func cover(_ bytes: Int, taken: inout Int) -> Bool {
    let wanted = max(0, bytes - Self.allowance)
    let change = wanted - taken
    if change == 0 { return true }
    let total = self.taken.add(change, ordering: .relaxed).newValue
    if change > 0, total > limit {
      self.taken.subtract(change, ordering: .relaxed)
      return false
    }
    taken = wanted
    return true
  }
}
