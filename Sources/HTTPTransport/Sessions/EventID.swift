/// Names an event among all of its session: which stream, and the event's place in it (2025-11-25, basic/transports,
/// resumability).
struct EventID: Equatable {
  /// A stream of a session: `5f1c09d2-r3`.
  struct Stream: Hashable, CustomStringConvertible {
    enum Kind: Character { case request = "r", standalone = "s" }
    /// Differs from server to server, and from time to time in which the session is in memory, so that numbers which start
    /// again are not taken for earlier ones.
    let incarnation: UInt32
    let kind: Kind
    let number: Int

    var description: String { "\(String(incarnation, radix: 16))-\(kind.rawValue)\(number)" }
  }

  let stream: Stream
  let number: Int

  init(stream: Stream, number: Int) {
    self.stream = stream
    self.number = number
  }

  /// Nil for what is no event id.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count <= 64, parts.count == 3, let incarnation = UInt32(parts[0], radix: 16),
      let kind = parts[1].first.flatMap(Stream.Kind.init), let stream = Int(parts[1].dropFirst()),
      let number = Int(parts[2])
    else { return nil }
    self.init(stream: Stream(incarnation: incarnation, kind: kind, number: stream), number: number)
    // One spelling for each.
    guard "\(self.stream)-\(number)" == text else { return nil }
  }
}
