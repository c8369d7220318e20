import ConformanceFixture

/// How much of the program a test goes through.
public enum Depth: Sendable, CaseIterable {
  /// The session alone, in this process.
  case inMemory
  /// A process of its own, over its standard streams.
  case stdio
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
  }
}
