import HTTP
import Testing

struct HTTPFieldsTests {
  private let fields: HTTPFields = [
    "Content-Type": "Application/JSON; charset=utf-8",
    "Accept": "text/html;q=0.5, application/json ;a=\"b,text/css\"",
    "accept": "text/event-stream",
    "Empty": "",
  ]

  @Test(arguments: ["content-type", "Content-Type", "CONTENT-TYPE"])
  func namesAreComparedWithoutCase(_ name: String) {
    #expect(fields[name] == "Application/JSON; charset=utf-8")
    #expect(fields.contains(name))
  }

  @Test(arguments: ["", "content-typ", "content-type2", "content\rtype", "host"])
  func otherNamesAreNotThere(_ name: String) {
    #expect(
      fields[name] == nil && !fields.contains(name) && fields.count(of: name) == 0 && fields.values(of: name).isEmpty)
  }

  @Test func fieldsAreKeptInOrder() {
    #expect(fields.all.map(\.name) == ["Content-Type", "Accept", "accept", "Empty"])
    #expect(
      fields.values(of: "ACCEPT") == ["text/html;q=0.5, application/json ;a=\"b,text/css\"", "text/event-stream"])
    #expect(fields["accept"] == "text/html;q=0.5, application/json ;a=\"b,text/css\"")
    #expect(fields.count == 4 && fields.count(of: "accept") == 2)
  }

  @Test func valueIsComparedExactly() {
    #expect(fields.has("empty", equal: ""))
    #expect(fields.has("content-type", equal: "Application/JSON; charset=utf-8"))
    #expect(!fields.has("content-type", equal: "application/json; charset=utf-8"))
    #expect(!fields.has("host", equal: ""))
  }

  @Test func fieldOfTwoLinesEqualsNothing() { #expect(!fields.has("accept", equal: "text/event-stream")) }

  @Test(arguments: [
    ("content-type", "application/json", true), ("content-type", "application/json; charset=utf-8", false),
    ("content-type", "application", false), ("accept", "TEXT/html", true), ("accept", "application/json", true),
    ("accept", "text/event-stream", true), ("accept", "text/css", false), ("accept", "text/css\"", false),
    ("accept", "*/*", false), ("empty", "a", false), ("host", "a", false),
  ])
  func elementsAreComparedWithoutCaseAndParameters(_ name: String, _ element: String, _ isListed: Bool) {
    #expect(fields.lists(name, element) == isListed)
  }

  @Test func equalityIsExactInNamesValuesAndOrder() {
    let one: HTTPFields = ["a": "1", "b": "2"]
    #expect(one == ["a": "1", "b": "2"])
    for other: HTTPFields in [
      ["A": "1", "b": "2"], ["b": "2", "a": "1"], ["a": "1"], ["a": "1", "b": "3"], ["a1": "", "b": "2"],
    ] {
      #expect(one != other)
    }
  }
}
