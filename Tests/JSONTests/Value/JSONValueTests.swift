import JSON
import Testing

struct JSONValueTests {
  @Test func eachKindGivesOnlyItsOwnValue() throws {
    let values: [JSON] = [nil, true, 1, try .parsed("1.5"), "a", [1], ["a": 1]]
    #expect(values.map(\.bool) == [nil, true, nil, nil, nil, nil, nil])
    #expect(values.map(\.integer) == [nil, nil, 1, nil, nil, nil, nil])
    #expect(values.map(\.double) == [nil, nil, 1, 1.5, nil, nil, nil])
    #expect(values.map(\.string) == [nil, nil, nil, nil, "a", nil, nil])
    #expect(values.map(\.array) == [nil, nil, nil, nil, nil, [1], nil])
    #expect(values.map(\.object) == [nil, nil, nil, nil, nil, nil, ["a": 1]])
    #expect(values.map { $0["a"] } == [nil, nil, nil, nil, nil, nil, 1])
    #expect(
      values.map(\.kind) == ["null", "a boolean", "an integer", "a number", "a string", "an array", "an object"])
  }

  @Test func memberIsReplacedInItsPlaceAddedAtTheEndAndRemoved() {
    var object: JSONObject = ["a": 1, "b": 2, "c": 3]
    object["b"] = "two"
    object["d"] = .null
    #expect(JSON.object(object).description == #"{"a":1,"b":"two","c":3,"d":null}"#)
    object["a"] = nil
    object["missing"] = nil
    #expect(JSON.object(object).description == #"{"b":"two","c":3,"d":null}"#)
    #expect(object.count == 3 && !object.isEmpty)
    #expect(object["d"] == .some(.null))
    #expect(object["a"] == nil)
  }

  @Test func objectsAreEqualInTheSameOrderOnly() {
    #expect(["a": 1, "b": 2] as JSON == ["a": 1, "b": 2])
    #expect(["a": 1, "b": 2] as JSON != ["b": 2, "a": 1])
    #expect(["a": 1] as JSON != ["a": 1, "b": 2])
    #expect(["a": 1] as JSON != ["a": 2])
  }

  @Test func lastOfEqualNamesInALiteralCounts() {
    #expect(["a": 1, "a": 2] as JSON == ["a": 2])
    #expect(["a": 1, "a": 2] as JSONObject == ["a": 2])
  }

  @Test func nonFiniteDoubleIsNoNumber() {
    #expect(JSONNumber(.nan) == nil)
    #expect(JSONNumber(.infinity) == nil)
    #expect(JSONNumber(-.infinity) == nil)
    #expect(JSONNumber(0.5)?.text == "0.5")
  }
}
