/// The histograms of one metric, one for each combination of labels that has come up. Combinations are numbers, so that counting
/// allocates only when one comes up for the first time; whoever makes the numbers must keep them few.
struct HistogramFamily: Sendable {
  let name: String
  let help: String
  let buckets: Histogram.Buckets
  private var places: [UInt32: Int] = [:]
  private var histograms: [Histogram] = []
  /// What came up last, which is what mostly comes up next.
  private var last: (combination: UInt32, place: Int)?

  init(name: String, help: String, buckets: Histogram.Buckets) {
    self.name = name
    self.help = help
    self.buckets = buckets
  }

  mutating func record(_ combination: UInt32, _ duration: Duration) {
    let place = place(of: combination)
    last = (combination, place)
    histograms[place].record(duration, in: buckets)
  }

  private mutating func place(of combination: UInt32) -> Int {
    if let last, last.combination == combination { return last.place }
    if let known = places[combination] { return known }
    let place = histograms.count
    places[combination] = place
    histograms.append(Histogram(buckets))
    return place
  }

  /// - Parameter labels: of a combination, in their order; those without a value are left out.
  func write(to text: inout PrometheusText, labels: (UInt32) -> [(name: String, value: String)]) {
    guard !histograms.isEmpty else { return }
    text.begin(name, "histogram", help)
    for (combination, place) in places.sorted(by: { $0.key < $1.key }) {
      text.add(histograms[place], of: name, labels(combination), buckets)
    }
  }
}
