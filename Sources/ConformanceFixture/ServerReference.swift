import MCP
import Synchronization

/// The server, for those of its own tools that tell its clients of changes.
final class ServerReference: Sendable {
  private struct State { weak var server: Server? }
  private let state = Mutex(State())

  func set(_ server: Server) { state.withLock { $0.server = server } }
  func notify(of change: Change) { state.withLock { $0.server }?.notify(of: change) }
}
