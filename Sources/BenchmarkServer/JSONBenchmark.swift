import JSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What parsing and writing JSON costs, for `benchmark-server --json`.
///
/// Each line of standard input is a text; each answer is a line of three numbers: nanoseconds to parse it, nanoseconds to write
/// the value again, and the bytes that were written.
enum JSONBenchmark {
  private static let limits = JSONLimits(depth: 64, bytes: 4 << 20)
  private static let shortest = Duration.milliseconds(20)

  static func run() throws {
    while let line = readLine() {
      let text = Array(line.utf8)
      let value = try JSON(parsing: text, limits: limits)
      let parsing = nanoseconds { (try? JSON(parsing: text, limits: limits)) == nil ? 0 : 1 }
      let writing = nanoseconds { value.bytes.count }
      print(parsing, writing, value.bytes.count)
      fflush(nil)
    }
  }

  /// What one call of `body` takes, of as many as fill the shortest time; its result is used, so that the call isn't optimized away.
  private static func nanoseconds(_ body: () -> Int) -> Int64 {
    let clock = ContinuousClock()
    var (calls, sum) = (0, 0)
    let began = clock.now
    while clock.now - began < shortest {
      for _ in 0..<16 { sum &+= body() }
      calls += 16
    }
    precondition(sum > 0)
    let (seconds, attoseconds) = (clock.now - began).components
    return (seconds * 1_000_000_000 + attoseconds / 1_000_000_000) / Int64(calls)
  }
}
