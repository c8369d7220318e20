import ConformanceFixture
import MCP
import TestSupport
import Testing

@testable import HTTPTransport

/// Which sessions are in memory, and which must not come back.
struct SessionTableTests {
  private let clock = TestClock()
  private let server = Fixture.server()

  private func session(_ number: UInt8) -> HTTPSession {
    let token = SessionToken(
      identifier: Array(repeating: number, count: 16), version: .v2025_11_25, capabilities: [], creation: clock.now)
    return HTTPSession(token, server: server, options: EndpointOptions(), clock: { [clock] in clock.now })
  }

  @Test func longestUnusedMakesRoom() {
    var table = SessionTable(limit: 2, endedLimit: 10)
    let sessions = (1...3).map { session($0) }
    #expect(table.insert(sessions[0], as: "a") == true)
    clock.advance(by: 1)
    #expect(table.insert(sessions[1], as: "b") == true)
    clock.advance(by: 1)
    sessions[0].use()
    sessions[1].use()
    clock.advance(by: 1)
    sessions[0].use()
    #expect(table.insert(sessions[2], as: "c") == true)
    #expect(table["a"] === sessions[0] && table["b"] == nil && table["c"] === sessions[2])
  }

  @Test func busySessionsKeepTheirPlace() async {
    var table = SessionTable(limit: 1, endedLimit: 10)
    let busy = session(1)
    let stream = busy.openStandaloneStream().stream
    let writer = RecordingWriter()
    stream.open(writer)
    #expect(busy.isBusy)
    #expect(table.insert(busy, as: "a") == true)
    #expect(table.insert(session(2), as: "b") == false)
    clock.advance(by: 10_000)
    table.drop(unusedSince: clock.now)
    #expect(table["a"] === busy)
    busy.endStandaloneStreams()
    table.drop(unusedSince: clock.now)
    #expect(table["a"] == nil)
  }

  @Test func endedSessionsAreRememberedUpToALimit() {
    var table = SessionTable(limit: 10, endedLimit: 3)
    let sessions = (1...9).map { session($0) }
    for session in sessions {
      #expect(table.insert(session, as: "\(session.token.identifier[0])") == true)
      #expect(table.end(session.token, as: "\(session.token.identifier[0])") == true)
      #expect(table.end(session.token, as: "\(session.token.identifier[0])") == false)
    }
    #expect(sessions.map { table.hasEnded($0.token) } == Array(repeating: false, count: 6) + [true, true, true])
    #expect(table.count == 0)
  }
}
