import Gateway
import JSON
import Testing

@testable import Operations

/// What a terminal shows of a page says how to go on: a command that can be typed, with all that was asked for.
struct NextPageTests {
  @Test func nextPageIsACommand() {
    var operation = ListModels()
    operation.query = "open ai's"
    operation.freeOnly = true
    operation.limit = 3
    var page = ModelPage()
    page.models = []
    page.total = 0
    #expect(operation.shown(of: page)?["more"] == nil)
    page.nextCursor = "3-x"
    #expect(
      operation.shown(of: page)?["more"] == #"modelgates models --free --limit 3 --cursor 3-x open 'ai'\''s'"#)
  }
}
