import Synchronization

/// Sockets that take connections: bound and listening when the value is there, so that its endpoint can be told to others.
public final class HTTPListener: Sendable {
  /// Where it listens, with the port that the system chose where 0 was asked for.
  public let endpoint: HTTPEndpoint
  /// Whether only processes of this computer can connect.
  public let isLocal: Bool

  private struct State {
    var sockets: [Int32]
    var socketFile: SocketFile?
  }
  private let state: Mutex<State>

  /// Connections that the system keeps until they are accepted.
  static let backlog: Int32 = 1024

  init(endpoint: HTTPEndpoint, isLocal: Bool, sockets: [Int32], socketFile: SocketFile? = nil) {
    self.endpoint = endpoint
    self.isLocal = isLocal
    state = Mutex(State(sockets: sockets, socketFile: socketFile))
  }

  deinit { close() }

  /// The sockets, which the caller closes from now on. Empty when they were taken or closed before.
  func takeSockets() -> [Int32] {
    state.withLock { state in
      defer { state.sockets = [] }
      return state.sockets
    }
  }

  /// Closes what no server has taken, and removes a socket from the file system.
  public func close() {
    for socket in takeSockets() { SocketCalls.close(socket) }
    removeFile()
  }

  /// Takes the name away from clients; the sockets work on.
  func removeFile() {
    let file = state.withLock { state in
      defer { state.socketFile = nil }
      return state.socketFile
    }
    file?.remove()
  }
}
