import JSON
import Testing

struct NearestNameTests {
  static let names = ["name", "models", "monthly_budget", "id", "rotate_after_days"]

  @Test(arguments: [
    ("name", "name"), ("Name", "name"), ("NAME", "name"), ("nmae", "name"), ("nam", "name"), ("naem", "name"),
    ("names", "name"), ("nume", "name"), ("model", "models"), ("modles", "models"),
    ("monthly-budget", "monthly_budget"),
    ("monthlyBudget", "monthly_budget"), ("montly_buget", "monthly_budget"), ("rotate_after", "rotate_after_days"),
    ("rotate", nil), ("ids", "id"),
    ("rotateAfterDays", "rotate_after_days"), ("", nil), ("x", nil), ("nothing like it", nil), ("nnnn", nil),
    ("i", nil),
  ])
  func nearestIsWithinAThirdOfTheLength(_ text: String, _ nearest: String?) {
    #expect(nearestName(to: text, among: Self.names) == nearest)
  }

  @Test func firstOfEquallyNearNamesWins() {
    #expect(nearestName(to: "cat", among: ["bat", "car", "cab"]) == "bat")
    #expect(nearestName(to: "cat", among: ["car", "bat", "cat"]) == "cat")
  }

  @Test func thereIsNoneAmongNone() {
    #expect(nearestName(to: "name", among: []) == nil)
    #expect(nearestName(to: "", among: [""]) == "")
  }

  @Test func longTextIsComparedByItsBeginning() {
    #expect(nearestName(to: String(repeating: "n", count: 1_000_000), among: Self.names) == nil)
    #expect(nearestName(to: "e" + String(repeating: "\u{301}", count: 1_000_000), among: Self.names) == nil)
  }
}
