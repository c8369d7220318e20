import JSON

/// The faults that requests to come will meet, in the order in which they were asked for.
struct FaultPlan: KeptRecord {
  @Field("Version of this format.") var version: Int = 1
  @Field("The faults; the first one that fits a request counts.") var faults: [PlannedFault] = []

  static let fileName = "faults"
  static let purpose = "list of faults"
  static let limit = 100
  /// Requests that a fault is for, and that pass before it begins.
  static let longestCount = 1_000_000

  static func fresh(at now: Int) -> FaultPlan { FaultPlan() }

  var damage: String? {
    if version != 1 { return "its version is \(version), and this program knows version 1" }
    let counts = faults.flatMap { [$0.after ?? 0, $0.remaining ?? 0] }
    return counts.allSatisfy { (0...Self.longestCount).contains($0) } ? nil : "a count of requests is out of range"
  }

  /// The fault that a request meets; nil for none.
  mutating func next(_ method: String, _ path: String) -> String? {
    for index in faults.indices where faults[index].fits(method, path) {
      if let after = faults[index].after, after > 0 {
        faults[index].after = after - 1
        continue
      }
      faults[index].remaining? -= 1
      return faults[index].fault
    }
    return nil
  }

  mutating func prune(at now: Int) { faults.removeAll { $0.remaining == 0 } }
}

/// A fault and which requests meet it.
struct PlannedFault: Record {
  @Field("The fault, as in the field Sandbox-Fault.") var fault: String
  @Field("Method of the requests; any unless given.") var method: String?
  @Field("Path of the requests; a star at its end stands for any rest, another one for one part. Any unless given.")
  var path: String?
  @Field("How many requests that fit pass before it begins; none unless given.") var after: Int?
  @Field("How many requests it is for; all unless given.") var remaining: Int?

  func fits(_ method: String, _ path: String) -> Bool {
    if let wanted = self.method, wanted != method { return false }
    guard let wanted = self.path else { return true }
    let parts = path.split(separator: "/")
    var pattern = wanted.split(separator: "/")
    if pattern.last == "*" {
      pattern.removeLast()
      guard parts.count >= pattern.count else { return false }
    } else {
      guard parts.count == pattern.count else { return false }
    }
    return zip(pattern, parts).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
