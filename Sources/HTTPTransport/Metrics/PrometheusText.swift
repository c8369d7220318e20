/// Prometheus' text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).
struct PrometheusText {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"
  private(set) var bytes: [UInt8] = []

  /// Begins a metric; its samples follow.
  mutating func begin(_ name: String, _ type: String, _ help: String) {
    line("# HELP \(name) \(help)")
    line("# TYPE \(name) \(type)")
  }

  mutating func add(_ name: String, _ labels: [(name: String, value: String)], _ value: Int) {
    line("\(name)\(Self.text(labels)) \(value)")
  }

  mutating func add(
    _ histogram: Histogram, of name: String, _ labels: [(name: String, value: String)], _ buckets: Histogram.Buckets
  ) {
    var total: UInt64 = 0
    for (count, bound) in zip(histogram.counts, buckets.labels + ["+Inf"]) {
      total &+= count
      line("\(name)_bucket\(Self.text(labels + [("le", bound)])) \(total)")
    }
    line("\(name)_sum\(Self.text(labels)) \(Histogram.seconds(histogram.sum))")
    line("\(name)_count\(Self.text(labels)) \(total)")
  }

  private mutating func line(_ text: String) {
    bytes += text.utf8
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func text(_ labels: [(name: String, value: String)]) -> String {
    let pairs = labels.filter { !$0.value.isEmpty }.map { "\($0.name)=\"\(escaped($0.value))\"" }
    return pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
  }

  private static func escaped(_ value: String) -> String {
    var result = ""
    for character in value.unicodeScalars {
      switch character {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
