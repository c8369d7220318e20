import EventLoop
import Files
import HTTPTransport
import MCP
import Synchronization

/// Who may call, and what answers each: anybody, or the holders of tokens, as their file is now.
final class Roster: Sendable {
  private struct Member {
    /// Nil for anybody.
    let entry: TokenFile.Entry?
    let product: CallerFactory.Product
  }

  private struct State {
    var members: [Member]
    var hasEnded = false
  }

  let callers: Callers
  /// To be run, each from when it belongs to a caller. No more come after `end`.
  let endpoints: AsyncStream<MCPEndpoint>
  private let newEndpoints: AsyncStream<MCPEndpoint>.Continuation
  private let factory: CallerFactory
  private let state: Mutex<State>

  /// How often the file is looked at. A change counts when it has stood still from one look to the next: a file that is being
  /// written isn't read half.
  private static let interval = Duration.seconds(1)

  /// - Parameter file: nil where no token is needed.
  init(_ file: TokenFile?, _ factory: CallerFactory) throws {
    self.factory = factory
    var members: [Member] = []
    if let file {
      callers = try .holders(of: file) { entry in
        let member = Member(entry: entry, product: try factory.product(for: entry))
        members.append(member)
        return member.product.caller
      }
    } else {
      members = [Member(entry: nil, product: factory.anyone())]
      callers = .anyone(members[0].product.caller)
    }
    state = Mutex(State(members: members))
    (endpoints, newEndpoints) = AsyncStream.makeStream()
    for member in members { newEndpoints.yield(member.product.endpoint) }
  }

  /// The folders that callers work on.
  var projects: [FilePath] { state.withLock { $0.members.map(\.product.project) } }

  /// Nobody is given anything new; what is under way goes on.
  func end() {
    let members = state.withLock { state in
      state.hasEnded = true
      return state.members
    }
    for member in members { member.product.endpoint.end() }
    newEndpoints.finish()
  }
}

// MARK: - Changes

extension Roster {
  /// Takes over what changes in the file, until the task is cancelled. A file that can't be read or understood changes nothing;
  /// one without tokens leaves nobody.
  /// - Parameter status: the file's before it was read for the first time.
  func watch(_ source: TokenSource, since status: FileStatus?) async {
    var (taken, seen) = (status, status)
    while (try? await factory.loop.sleep(for: Self.interval)) != nil {
      let status = await withTaskExecutorPreference(factory.pool) { source.status }
      defer { seen = status }
      guard status == seen, status != taken else { continue }
      taken = status
      await takeOver(source)
    }
  }

  private func takeOver(_ source: TokenSource) async {
    let log = factory.settings.log
    do {
      let file = try await withTaskExecutorPreference(factory.pool) { try source.read(mayBeEmpty: true) }
      let (added, removed) = try change(to: file)
      log.write(
        .info, "tokens_changed",
        [("added", added.joined(separator: ",")), ("removed", removed.joined(separator: ","))])
    } catch {
      let reason = (error as? SettingsError)?.message ?? "\(error)"
      log.write(.error, "tokens_not_changed", [("error", reason)])
    }
  }

  /// - Returns: the names of who is new, or works with something new, and of who is gone.
  private func change(to file: TokenFile) throws -> (added: [String], removed: [String]) {
    let before = state.withLock { $0.members }
    var (after, added) = ([Member](), [Member]())
    try callers.change(to: file) { entry in
      // Who only has another token goes on with all there is.
      if let member = before.first(where: { $0.entry?.givesTheSame(as: entry) == true }) {
        after.append(member)
      } else {
        let member = Member(entry: entry, product: try factory.product(for: entry))
        after.append(member)
        added.append(member)
      }
      return after[after.count - 1].product.caller
    }
    let isOver = state.withLock { state in
      state.members = after
      return state.hasEnded
    }
    for member in added {
      if isOver { member.product.endpoint.end() } else { newEndpoints.yield(member.product.endpoint) }
    }
    let removed = before.filter { member in !after.contains { $0.product.endpoint === member.product.endpoint } }
    for member in removed { member.product.endpoint.end() }
    return (added.compactMap { $0.entry?.name }, removed.compactMap { $0.entry?.name })
  }
}

extension TokenFile.Entry {
  /// Whether two entries are of the same caller, who may do the same; the tokens need not be the same.
  fileprivate func givesTheSame(as other: TokenFile.Entry) -> Bool {
    name == other.name && project == other.project && readOnly == other.readOnly
  }
}
