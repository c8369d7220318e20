import EventLoop

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Takes the connections of one listening socket.
final class Acceptor: ReadinessObserver {
  private let socket: Int32
  private let listener: HTTPListener
  private let server: HTTPServer
  private let wakeUp = WakeUp()

  /// Connections that are taken before others get their turn.
  private static let batch = 64
  private static let pause = Duration.milliseconds(100)

  init(socket: Int32, of listener: HTTPListener, server: HTTPServer) {
    self.socket = socket
    self.listener = listener
    self.server = server
    server.connections.addAcceptor(wakeUp)
  }

  func became(_ readiness: Readiness) { wakeUp.wake() }

  /// Accepts until the server stops; returns when all connections have ended.
  func run() async {
    await withDiscardingTaskGroup { group in
      let isWatched = server.loop.watch(socket, for: self)
      var isOver = !isWatched
      while !isOver {
        // Looked at before: what came until then is still accepted, and finds an answer.
        isOver = server.isStopping
        switch accept(in: &group) {
        case .more: await Task.yield()
        case .none where !isOver: await wakeUp.wait()
        case .full where !isOver: await room()
        // Other connections, or whoever has the descriptors, must end first. No event tells when.
        case .exhausted where !isOver: try? await server.loop.sleep(for: Self.pause)
        case .broken: isOver = true
        case .none, .full, .exhausted: break
        }
      }
      if isWatched { server.loop.unwatch(socket) }
      listener.removeFile()
      SocketCalls.close(socket)
      server.connections.removeAcceptor(wakeUp)
    }
  }

  /// Waits until a connection has ended, or further ones have come. Nothing is lost: they wait in the system's queue.
  private func room() async {
    if SocketCalls.hasInput(socket) {
      server.connections.makeRoom()
    } else {
      server.loop.arm(socket, for: .read)
    }
    await wakeUp.wait()
  }

  private enum Outcome {
    case more, none, full, exhausted, broken
  }

  private func accept(in group: inout DiscardingTaskGroup) -> Outcome {
    for _ in 0..<Self.batch {
      if server.connections.isFull { return .full }
      let accepted = SocketCalls.accept(from: socket)
      if accepted >= 0 {
        start(accepted, in: &group)
        continue
      }
      switch errno {
      case EAGAIN, EWOULDBLOCK:
        server.loop.arm(socket, for: .read)
        return .none
      case EMFILE, ENFILE, ENOBUFS, ENOMEM:
        return .exhausted
      case EBADF, EINVAL, ENOTSOCK, EOPNOTSUPP:
        return .broken
      default:
        // That one connection has failed while it waited.
        continue
      }
    }
    return .more
  }

  private func start(_ accepted: Int32, in group: inout DiscardingTaskGroup) {
    // Without effect on a socket in the file system.
    SocketCalls.set(TCP_NODELAY, SocketCalls.tcp, of: accepted, to: 1)
    // A client whose computer is gone is noticed some day, even by a stream that has nothing to say.
    SocketCalls.set(SO_KEEPALIVE, SOL_SOCKET, of: accepted, to: 1)
    let connection = Connection(socket: accepted, server: server)
    server.connections.insert(connection)
    // After it is in the table: a stop comes either before, or finds it there.
    connection.signal(server.signals)
    group.addTask { await connection.serve() }
  }
}
