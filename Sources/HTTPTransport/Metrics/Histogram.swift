/// How often something took how long.
struct Histogram: Sendable {
  /// Upper bounds of the buckets, inclusive, and as Prometheus writes them, in seconds.
  struct Buckets: Sendable {
    let bounds: [Duration]
    let labels: [String]

    /// - Parameter milliseconds: increasing.
    init(milliseconds: [Int]) {
      bounds = milliseconds.map { .milliseconds($0) }
      labels = bounds.map { Histogram.seconds($0) }
    }

    /// What OpenTelemetry advises for HTTP (semconv, http-metrics, `http.server.request.duration`).
    static let http = Buckets(milliseconds: [5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000])
    /// What it advises for MCP (semconv-genai, mcp, `mcp.server.operation.duration`).
    static let mcp = Buckets(
      milliseconds: [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 120_000, 300_000])
  }

  /// How often in each bucket, not counting the ones below; the last is for all that is longer.
  private(set) var counts: [UInt64]
  private(set) var sum = Duration.zero

  init(_ buckets: Buckets) { counts = Array(repeating: 0, count: buckets.bounds.count + 1) }

  mutating func record(_ duration: Duration, in buckets: Buckets) {
    // Most are in the first.
    let place = buckets.bounds.firstIndex { duration <= $0 } ?? buckets.bounds.count
    guard counts.indices.contains(place) else { return }
    counts[place] &+= 1
    if duration > .zero { sum += min(duration, Self.longest) }
  }

  /// What counts for whatever lasts longer, so that the sum always has room.
  private static let longest = Duration.seconds(1 << 32)

  /// A duration in seconds, to the nanosecond and without needless zeros: `0.005`, `10`.
  static func seconds(_ duration: Duration) -> String {
    let whole = duration.components.seconds
    let rest = duration.components.attoseconds / 1_000_000_000
    guard rest > 0 else { return "\(whole)" }
    let digits = String(String(rest + 1_000_000_000).dropFirst().reversed().drop { $0 == "0" }.reversed())
    return "\(whole).\(digits)"
  }
}
