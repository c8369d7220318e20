extension Array where Element == UInt8 {
  /// Compares at every place, which for short words and texts is faster than the standard library's general search.
  func contains(subsequence: [UInt8]) -> Bool {
    guard let first = subsequence.first, count >= subsequence.count else { return false }
    return (0...(count - subsequence.count)).contains { place in
      self[place] == first && self[place..<place + subsequence.count].elementsEqual(subsequence)
    }
  }
}
