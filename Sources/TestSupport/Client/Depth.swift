import ConformanceFixture

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much of the program a test goes through.
public enum Depth: Sendable, CaseIterable {
  /// The session alone, in this process.
  case inMemory
  /// A process of its own, over its standard streams.
  case stdio
  /// A process of its own, over HTTP.
  case http
}

/// Runs `body` against the fixture server: the same conversation at each depth.
public func withClient<Value: Sendable>(
  _ depth: Depth, _ body: (Client) async throws -> Value
) async throws -> Value {
  switch depth {
  case .inMemory:
    return try await withClient(of: Fixture.server(), body)
  case .stdio:
    let process = try ChildProcess.fixture()
    return try await process.use { try await body(Client(ProcessConnection(process))) }
  case .http:
    let (server, port) = try await ChildProcess.endpoint()
    return try await server.use {
      let connection = EndpointConnection(port: port)
      async let carried: Void = connection.run { server.kill(SIGTERM) }
      let value = try await body(Client(connection))
      try await carried
      return value
    }
  }
}
