import ConformanceFixture
import HTTP
import HTTPTransport
import JSON
import MCP
import TestSupport
import Testing

/// The eras that begin with `initialize`, as whole conversations.
@Suite(.timeLimit(.minutes(10)))
struct SessionTests {
  @Test(arguments: HTTPTranscript.sessions + HTTPTranscript.batches + HTTPTranscript.streams)
  func conversationGoesAsWritten(_ transcript: HTTPTranscript) async throws {
    var conversation = Conversation(server: { Fixture.server() })
    try await conversation.hold(transcript)
  }
}
