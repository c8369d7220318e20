import Gateway
import JSON
import Synchronization
import Testing

/// What is asked again, when, and what is said in the end.
struct RetryingPortTests {
  private static let cut = ScriptedPort.Reply.failure(HTTPFailure(.cutOff, "cut.", mayHaveArrived: true))
  private static let refused = ScriptedPort.Reply.failure(HTTPFailure(.unreachable, "no.", mayHaveArrived: false))
  private static let read = HTTPRequest(.get, "/key")
  private static let mint = HTTPRequest(.post, "/keys", body: .json([:]))
  private static let make = HTTPRequest(
    .post, "/provisioning/resources", fields: [(name: "Idempotency-Key", value: "op_1")], body: .json([:]))

  /// A clock that only sleeping moves.
  private final class Waits: Sendable {
    private let waits = Mutex<[Duration]>([])
    private let start = ContinuousClock.now
    var list: [Duration] { waits.withLock { $0 } }

    var timing: RetryingPort.Timing {
      RetryingPort.Timing(
        now: { self.start + self.list.reduce(.zero, +) }, sleep: { wait in self.waits.withLock { $0.append(wait) } },
        jitter: { 0.5 })
    }
  }

  /// What came of it: a status or a failure's code, and how often the gateway was asked.
  private func result(
    _ request: HTTPRequest, _ replies: [ScriptedPort.Reply], waits: Waits = Waits()
  ) async -> (String, Int) {
    let port = ScriptedPort(replies)
    do throws(HTTPFailure) {
      return (String(try await RetryingPort(port, timing: waits.timing).send(request).status), port.requests.count)
    } catch {
      return ("\(error.code.name) \(error.mayHaveArrived)", port.requests.count)
    }
  }

  @Test(arguments: [408, 429, 500, 502, 503, 504, 524, 529])
  func whatMayPassIsAskedAgainIfItDoesNoHarm(status: Int) async {
    #expect(await result(Self.read, [.http(status, ""), .http(200, "")]) == ("200", 2))
    #expect(await result(Self.make, [.http(status, ""), .http(200, "")]) == ("200", 2))
    #expect(await result(Self.mint, [.http(status, ""), .http(200, "")]) == ("\(status)", 1))
    #expect(await result(Self.read, [.http(status, "")]) == ("\(status)", 3))
  }

  @Test(arguments: [200, 201, 301, 400, 401, 402, 403, 404, 409, 422, 501, 505])
  func whatStaysIsNotAskedAgain(status: Int) async {
    #expect(await result(Self.read, [.http(status, ""), .http(200, "")]) == ("\(status)", 1))
  }

  @Test func lostReplyIsAskedForAgainOnlyIfItDoesNoHarm() async {
    #expect(await result(Self.read, [Self.cut, .http(200, "")]) == ("200", 2))
    #expect(await result(Self.make, [Self.cut, .http(200, "")]) == ("200", 2))
    #expect(await result(Self.mint, [Self.cut, .http(200, "")]) == ("cut_off true", 1))
  }

  @Test(arguments: [read, mint, make])
  func requestThatNeverArrivedIsSentAgain(request: HTTPRequest) async {
    #expect(await result(request, [Self.refused, Self.refused, .http(201, "")]) == ("201", 3))
    #expect(await result(request, [Self.refused]) == ("unreachable false", 3))
  }

  @Test(arguments: [
    HTTPFailure.Code.certificate, .tooLarge, .malformed, .redirected, .cancelled, .invalidRequest, .libraryMissing,
    .unavailable,
  ])
  func failureThatStaysIsNotAskedAgain(code: HTTPFailure.Code) async {
    let failure = ScriptedPort.Reply.failure(HTTPFailure(code, "no.", mayHaveArrived: false))
    #expect(await result(Self.read, [failure, .http(200, "")]) == ("\(code.name) false", 1))
  }

  /// An attempt that may have made a key must not be forgotten because a later one was turned away.
  @Test func attemptThatMayHaveDoneItsWorkIsReported() async {
    #expect(await result(Self.make, [Self.cut, Self.refused]) == ("cut_off true", 3))
    #expect(await result(Self.make, [Self.cut, .http(429, "")]) == ("cut_off true", 3))
    #expect(await result(Self.make, [.http(502, ""), .http(401, "")]) == ("502", 2))
    #expect(await result(Self.make, [.http(429, ""), .http(401, "")]) == ("401", 2))
    #expect(await result(Self.mint, [Self.refused, Self.cut]) == ("cut_off true", 2))
    #expect(await result(Self.read, [Self.cut, .http(401, "")]) == ("401", 2))
    #expect(await result(Self.make, [Self.cut, .http(502, ""), .http(200, "")]) == ("200", 3))
  }

  @Test func keyIsTrustedOnlyWhereTheProtocolHonoursIt() async {
    let key = [(name: "idempotency-key", value: "op_1")]
    for (path, attempts) in [
      ("/provisioning/resources", 3), ("/provisioning/resources/r/update_service", 3),
      ("/provisioning/resources/r/rotate_credentials", 1), ("/provisioning/resources/r/remove", 1), ("/keys", 1),
    ] {
      #expect(await result(HTTPRequest(.post, path, fields: key), [.http(503, "")]) == ("503", attempts), "\(path)")
    }
    #expect(await result(HTTPRequest(.post, "/provisioning/resources"), [.http(503, "")]) == ("503", 1))
  }

  @Test func delaysGrow() async {
    let waits = Waits()
    _ = await result(Self.read, [.http(503, "")], waits: waits)
    #expect(waits.list == [.milliseconds(375), .milliseconds(750)])
  }

  @Test(arguments: [
    ("3", [Duration.seconds(3), .seconds(3)]), ("0", [.milliseconds(375), .milliseconds(750)]), ("6", []),
  ])
  func retryAfterIsWaitedForIfItIsShort(field: String, waited: [Duration]) async {
    let waits = Waits()
    let reply = ScriptedPort.Reply.http(429, "", fields: [(name: "Retry-After", value: field)])
    #expect(await result(Self.read, [reply], waits: waits) == ("429", waited.count + 1))
    #expect(waits.list == waited)
  }

  @Test func noAttemptBeginsAfterTheDeadline() async {
    let port = ScriptedPort(.failure(HTTPFailure(.timedOut, "late.", mayHaveArrived: true)))
    let start = ContinuousClock.now
    let timing = RetryingPort.Timing(
      now: { start + .seconds(20 * port.requests.count) }, sleep: { _ in }, jitter: { 0 })
    let failure = await #expect(throws: HTTPFailure.self) {
      try await RetryingPort(port, timing: timing).send(Self.read)
    }
    #expect(failure?.code == .timedOut && port.requests.count == 1)
  }

  @Test func cancelledWaitEndsWithWhatIsKnown() async {
    let port = ScriptedPort(.http(503, ""))
    let timing = RetryingPort.Timing(sleep: { _ in throw CancellationError() })
    let response = try? await RetryingPort(port, timing: timing).send(Self.read)
    #expect(response?.status == 503 && port.requests.count == 1)
  }
}
