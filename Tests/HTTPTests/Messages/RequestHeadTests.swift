import HTTP
import Testing

struct RequestHeadTests {
  @Test func partsAreKept() {
    let head = RequestHead(method: "GET", path: "/a", query: "b", host: "c", fields: ["D": "e"])
    #expect(head.method == "GET" && head.path == "/a" && head.query == "b" && head.host == "c")
    #expect(head.fields == ["D": "e"])
    #expect(RequestHead(method: "GET", path: "/a", host: "c").query == nil)
  }

  @Test func headsAreEqualByTheirParts() {
    let head = RequestHead(method: "GET", path: "/a", query: "b", host: "c", fields: ["D": "e"])
    #expect(head == RequestHead(method: "GET", path: "/a", query: "b", host: "c", fields: ["D": "e"]))
    #expect(head != RequestHead(method: "PUT", path: "/a", query: "b", host: "c", fields: ["D": "e"]))
    #expect(head != RequestHead(method: "GET", path: "/b", query: "b", host: "c", fields: ["D": "e"]))
    #expect(head != RequestHead(method: "GET", path: "/a", host: "c", fields: ["D": "e"]))
    #expect(head != RequestHead(method: "GET", path: "/a", query: "b", host: "d", fields: ["D": "e"]))
    #expect(head != RequestHead(method: "GET", path: "/a", query: "b", host: "c"))
  }
}
