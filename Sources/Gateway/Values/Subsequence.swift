extension Array where Element == UInt8 {
  /// Compares at every place, which for short words and texts is faster than the standard library's general search.
  func contains(subsequence: [UInt8]) -> Bool {
    guard !subsequence.isEmpty, count >= subsequence.count else { return false }
    return (0...(count - subsequence.count)).contains { self[$0..<$0 + subsequence.count].elementsEqual(subsequence) }
  }
}
