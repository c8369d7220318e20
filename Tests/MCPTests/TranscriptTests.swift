import TestSupport
import Testing

/// Whole conversations, letter by letter, at each depth.
@Suite(.timeLimit(.minutes(10)))
struct TranscriptTests {
  static let transcripts: [Transcript] = [
    .revision20241105, .revision20250326, .revision20250618, .revision20251125, .revision20260728,
    .discoverThenInitialize, .versions, .reinitialize,
  ]

  /// Over HTTP nothing but `initialize` comes before a session, and what is cancelled is the answer's connection.
  static let transcriptsOfStreams: [Transcript] = [.beforeInitialize, .cancellation]

  @Test(arguments: transcriptsOfStreams, [Depth.inMemory, .stdio])
  func streamGoesAsWritten(_ transcript: Transcript, at depth: Depth) async throws {
    try await withClient(depth) { client in try await transcript.play(with: client) }
  }

  @Test(arguments: transcripts, Depth.allCases)
  func conversationGoesAsWritten(_ transcript: Transcript, at depth: Depth) async throws {
    try await withClient(depth) { client in try await transcript.play(with: client) }
  }
}
