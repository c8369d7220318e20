import HTTP
import Testing

struct HTTPFieldsTests {
  @Test func namesAreComparedWithoutCase() {
    let fields: HTTPFields = ["Content-Type": "application/json"]
    #expect(fields["content-type"] == "application/json")
  }
}
