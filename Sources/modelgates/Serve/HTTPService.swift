import EventLoop
import Files
import HTTP
import HTTPTransport
import MCP
import Operations

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What `modelgates serve` is made of: who may call, routers in front of them, and the sockets.
struct HTTPService: Sendable {
  /// A socket and what answers at it.
  private struct Front: Sendable {
    let listener: HTTPListener
    let router: Router
    let server: HTTPServer
  }

  /// For how long answers under way may go on when the process is told to stop. It ends within 5 seconds.
  private static let patience = Duration.seconds(4)

  private let loop: EventLoop
  private let log: Log
  private let roster: Roster
  /// The token file, and how it was when it was read.
  private let tokens: (source: TokenSource, status: FileStatus?)?
  private let fronts: [Front]

  /// Listens already when it is made.
  /// - Throws: `UsageError` for options that don't go together, `SettingsError` and `FileError` for what can't be used.
  init(_ options: ServeOptions, _ settings: Settings, _ operations: [AnyOperation], loop: EventLoop) throws {
    let places = try [options.endpoint()] + [options.metricsEndpoint()].compactMap(\.self)
    let policy = try options.policy()
    let pool = ThreadPool(threads: 8)
    let metrics = Metrics(tools: operations.map(\.name))
    let tokens = try options.tokenSource().map { (source: $0, status: $0.status) }
    let inFlight = options.inFlightLimit ?? (tokens == nil ? nil : 128)
    var endpointOptions = options.endpointOptions
    // What clients leave behind in sessions is in work, too.
    if let inFlight { endpointOptions.requests = min(endpointOptions.requests, inFlight) }
    let roster = try Roster(
      tokens?.source.read(),
      CallerFactory(
        loop: loop, pool: pool, settings: settings, operations: operations, key: try options.stateKey(settings),
        rate: try options.rate(), inFlight: inFlight, options: endpointOptions, metrics: metrics))
    let readiness = Readiness(roster: roster, pool: pool)

    self.loop = loop
    self.tokens = tokens
    self.roster = roster
    log = settings.log
    fronts = try zip(places, [options.routes, [.health, .readiness, .metrics]]).map { place, routes in
      let listener = try HTTPListener.listening(at: place)
      // What others than this computer can see of the metrics needs a token.
      let open: Set<Route> = [.health, .readiness, .documentation]
      let router = Router(
        policy: policy, routes: routes, openRoutes: listener.isLocal ? open.union([.metrics]) : open,
        callers: roster.callers, metrics: metrics, pages: .documentation,
        readiness: { await readiness.isReady })
      return Front(
        listener: listener, router: router,
        server: HTTPServer(loop: loop, handler: router, options: options.serverOptions))
    }
  }
}

// MARK: - Serving

extension HTTPService {
  /// Serves until a signal comes, lets answers under way come to their end, then calls `end`, which exits.
  func run(end: @escaping @Sendable () -> Never) async {
    writeReadyLine()
    await withDiscardingTaskGroup { group in
      group.addTask { await self.stopAtSignal(end) }
      if let tokens { group.addTask { await self.roster.watch(tokens.source, since: tokens.status) } }
      await withDiscardingTaskGroup { work in
        for front in fronts { work.addTask { await front.server.serve(on: front.listener) } }
        for await endpoint in roster.endpoints { work.addTask { await endpoint.run() } }
      }
      log.write(.info, "server_stopped")
      end()
    }
  }

  private func stopAtSignal(_ end: @escaping @Sendable () -> Never) async {
    let signals = [SIGTERM, SIGINT, SIGHUP]
    guard let signal = try? await loop.signal(among: signals) else { return }
    log.write(.info, "server_stopping", [("signal", "\(signal)")])
    for front in fronts { front.router.stop() }
    roster.end()
    await withDiscardingTaskGroup { group in
      for front in fronts { group.addTask { await front.server.stop(within: Self.patience) } }
      group.addTask {
        // Whoever asks again means at once.
        if let again = try? await loop.signal(among: signals) { _exit(128 + again) }
      }
      // What goes on without a connection isn't waited for any longer either: work that must not be lost keeps a journal.
      guard (try? await loop.sleep(for: Self.patience + .milliseconds(500))) != nil else { return }
      log.write(.warning, "server_stopped", [("unfinished", "true")])
      end()
    }
  }

  /// Printed whatever the log level: with port 0 nothing else tells the port.
  private func writeReadyLine() {
    var fields: [(name: String, value: String)] = []
    for (front, prefix) in zip(fronts, ["", "metrics_"]) {
      let endpoint = front.listener.endpoint
      let path = prefix.isEmpty ? Route.mcp.path : Route.metrics.path
      let authority = if case .unix = endpoint { "localhost" } else { "\(endpoint)" }
      fields += [("\(prefix)address", "\(endpoint)"), ("\(prefix)url", "http://\(authority)\(path)")]
    }
    log.write(.info, "server_ready", fields, always: true)
  }
}
