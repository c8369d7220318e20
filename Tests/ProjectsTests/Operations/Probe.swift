import Projects
import Synchronization

/// One operation that is started from within another, and what became of it.
final class Probe: Sendable {
  private let task = Mutex<Task<String, Never>?>(nil)

  func run(_ body: @escaping @Sendable () async throws -> some Sendable) {
    let started = Task { await projectError(body)?.code.name ?? "done" }
    task.withLock { $0 = started }
  }

  /// The error's code, or `done`.
  func code() async -> String? { await task.withLock { $0 }?.value }
}
