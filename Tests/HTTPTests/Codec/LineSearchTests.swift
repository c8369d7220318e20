import Testing

@testable import HTTP

struct LineSearchTests {
  private let refusal = RequestRefusal.fieldsTooLarge

  /// The second text has line ends where the first had none: a search that began again would find them.
  @Test func noByteIsLookedAtTwice() throws {
    var lines = LineSearch()
    #expect(try lines.next([UInt8]("abcdef".utf8).span, before: 100, or: refusal) == nil)
    #expect(try lines.next([UInt8]("\r\n\r\n\r\ngh\r\n".utf8).span, before: 100, or: refusal) == 0..<8)
  }

  @Test func linesFollowEachOther() throws {
    var lines = LineSearch()
    let text = [UInt8]("ab\r\n\r\nc\r\nd".utf8)
    #expect(try lines.next(text.span, before: 100, or: refusal) == 0..<2)
    #expect(try lines.next(text.span, before: 100, or: refusal) == 4..<4)
    #expect(try lines.next(text.span, before: 100, or: refusal) == 6..<7)
    #expect(try lines.next(text.span, before: 100, or: refusal) == nil)
    lines.dropBefore()
    #expect(try lines.next([UInt8]("d\r\n".utf8).span, before: 100, or: refusal) == 0..<1)
  }

  @Test(arguments: ["\n", "a\n", "ab\r\n\n"])
  func bareLineFeedIsRefused(_ text: String) throws {
    var lines = LineSearch()
    let bytes = [UInt8](text.utf8)
    #expect(throws: RequestRefusal.malformed("A line must end with CR LF.")) {
      while try lines.next(bytes.span, before: 100, or: refusal) != nil {}
    }
  }
}
