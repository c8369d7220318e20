import Testing
@testable import HTTPTransport

struct PlaceholderTests {
  @Test func contentType() { #expect(EventStream.contentType == "text/event-stream") }
}
