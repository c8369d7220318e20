import EventLoop
import Files
import HTTPTransport
import MCP
import Operations
import Projects

/// Makes what answers each caller: a server of its own, with its own project and its own choice of tools.
struct CallerFactory {
  /// A caller, what answers it, and the folder that it works on.
  struct Product {
    let caller: Caller
    let endpoint: MCPEndpoint
    let project: FilePath
  }

  let loop: EventLoop
  let pool: ThreadPool
  let settings: Settings
  let operations: [AnyOperation]
  let key: SealingKey
  let rate: RateLimit?
  let inFlight: Int?
  let options: EndpointOptions
  let metrics: Metrics

  /// For whoever reaches a server that asks for no token.
  func anyone() -> Product { product(.anonymous, settings, readOnly: false) }

  func product(for entry: TokenFile.Entry) throws -> Product {
    let project = try entry.project.map { try FilePath($0).normalized } ?? settings.project
    return product(Principal(name: entry.name), settings.working(in: project), readOnly: entry.readOnly)
  }

  private func product(_ principal: Principal, _ settings: Settings, readOnly: Bool) -> Product {
    let server = Server(
      operations: operations.filter { !readOnly || $0.effect.annotations.readOnly },
      services: Services(pool: pool) { try settings.makeProject(on: loop) },
      stateSealer: SealedStateSealer(key: key, principal: principal, now: { WallClock.system.seconds() }),
      sleep: { [loop] in try await loop.sleep(for: $0) },
      log: { settings.log.write($0, principal: principal.name) }, observer: metrics)
    let endpoint = MCPEndpoint(
      server: server, principal: principal, key: key, options: options, metrics: metrics,
      sleep: { [loop] in try await loop.sleep(for: $0) }, now: { WallClock.system.seconds() })
    return Product(
      caller: Caller(principal, endpoint: endpoint, rate: rate, inFlight: inFlight), endpoint: endpoint,
      project: settings.project)
  }
}
