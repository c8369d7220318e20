import Testing

@testable import Sandbox

struct GrowthTests {
  private static let now = 1_785_931_200

  @Test func whatOnlyRemembersIsBounded() throws {
    var state = try SandboxState.fresh(seed: String(repeating: "0", count: 64), at: Self.now)
    for number in 0..<1500 {
      var key = APIKey()
      key.hash = "hash \(number)"
      key.label = "x"
      key.name = "x"
      key.account = state.accounts[0].id
      key.createdAt = Self.now
      key.removedAt = number.isMultiple(of: 5) ? nil : Self.now
      state.keys.append(key)
      var generation = Generation()
      generation.id = "gen \(number)"
      state.generations.append(generation)
      var replay = Replay()
      replay.key = "op \(number)"
      replay.createdAt = Self.now
      state.replays.append(replay)
      var code = AuthorizationCode()
      code.expiresAt = Self.now + (number < 100 ? 0 : 1)
      state.codes.append(code)
      var session = Session()
      session.account = "\(number)"
      state.sessions.append(session)
    }
    state.prune(at: Self.now)
    #expect(state.keys.count(where: { $0.removedAt == nil }) == 301)
    #expect(state.keys.count(where: { $0.removedAt != nil }) == 1000)
    #expect(state.generations.map(\.id) == (500..<1500).map { "gen \($0)" })
    #expect(state.replays.map(\.key) == (500..<1500).map { "op \($0)" })
    #expect(state.sessions.map(\.account) == (500..<1500).map { "\($0)" })
    #expect(state.codes.count == 1000)
    state.prune(at: Self.now + 86_399)
    #expect(state.replays.count == 1000)
    state.prune(at: Self.now + 86_400)
    #expect(state.replays.isEmpty)
    #expect(state.codes.isEmpty)
  }

  @Test func aFullSandboxMakesNoMoreKeys() throws {
    var state = try SandboxState.fresh(seed: String(repeating: "0", count: 64), at: Self.now)
    let account = state.accounts[0].id
    for _ in 0..<999 {
      let key = try state.newKey(.apiKey, name: "x", account: account, at: Self.now).key
      state.keys.append(key)
    }
    #expect(throws: Refusal.self) { try state.newKey(.apiKey, name: "x", account: account, at: Self.now) }
    state.removeKey(state.keys[500].hash, at: Self.now)
    #expect(throws: Never.self) { try state.newKey(.apiKey, name: "x", account: account, at: Self.now) }
  }
}
