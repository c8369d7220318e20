import EventLoop
import Gateway
import Projects
import SystemLibraries

/// One request that needs no key, and how it went.
struct GatewayProbe: Sendable {
  private static let patience = Duration.seconds(5)

  /// `https://modelgates.ai/api/v1`
  let address: String
  let result: Result<HTTPResponse, HTTPFailure>
  /// Here, when the reply came: seconds since 1970.
  let time: Int64

  /// Nil for the embedded gateway, which answers in process.
  static func ask(_ gateway: GatewayChoice?, _ loop: EventLoop) async -> GatewayProbe? {
    guard case .live(let live)? = gateway else { return nil }
    let result = await Self.within(patience, loop) { () async throws(HTTPFailure) in
      try await live.send(HTTPRequest(.get, "/key"))
    }
    let late = HTTPFailure(.timedOut, "it took longer than 5 seconds", mayHaveArrived: true)
    return GatewayProbe(
      address: live.address.text, result: result ?? .failure(late), time: WallClock.system.seconds())
  }

  /// What `body` gives or throws; nil when it is cancelled because it takes too long.
  static func within<Value: Sendable, Failure: Error>(
    _ patience: Duration, _ loop: EventLoop, _ body: @escaping @Sendable () async throws(Failure) -> Value
  ) async -> Result<Value, Failure>? {
    await withTaskGroup(of: Result<Value, Failure>?.self) { group in
      group.addTask {
        do throws(Failure) {
          return .success(try await body())
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        try? await loop.sleep(for: patience)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }
}
