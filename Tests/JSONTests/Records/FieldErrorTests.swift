import JSON
import Testing

/// Where decoding stops, and what it says there.
struct FieldErrorTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let error: String
    init(_ text: String, _ error: String) { (self.text, self.error) = (text, error) }
    var testDescription: String { text }
  }

  private func check<T: Record>(_ row: Row, _ type: T.Type) {
    let error = #expect(throws: FieldError.self) { try T(json: .parsed(row.text), unknownMembers: .refuse) }
    #expect(error?.description == row.error)
  }

  @Test(arguments: [
    Row(#"[]"#, "expected an object, found an array."),
    Row(#"null"#, "expected an object, found null."),
    Row(#"{}"#, "items: expected a value, found nothing."),
    Row(#"{"items":null}"#, "items: expected an array, found null."),
    Row(#"{"items":{}}"#, "items: expected an array, found an object."),
    Row(#"{"items":"a"}"#, "items: expected an array, found a string."),
    Row(#"{"items":[1]}"#, "items[0]: expected an object, found an integer."),
    Row(#"{"items":[{"name":"a"},{"name":"b"},{"name":3}]}"#, "items[2].name: expected a string, found an integer."),
    Row(#"{"items":[{"name":"a"},{}]}"#, "items[1].name: expected a value, found nothing."),
    Row(
      #"{"items":[{"name":"a","sizes":[[1],[2,3.0]]}]}"#, "items[0].sizes[1][1]: expected an integer, found a number."),
    Row(#"{"items":[{"name":"a","sizes":[1]}]}"#, "items[0].sizes[0]: expected an array, found an integer."),
    Row(
      #"{"items":[{"nam":"a"}]}"#,
      #"items[0]: expected only name, sizes, colour, found "nam". Did you mean "name"?"#),
    Row(
      #"{"items":[{"name":"a","colour":"gren"}]}"#,
      #"items[0].colour: expected one of "red", "green", "dark_blue", found a string. Did you mean "green"?"#),
    Row(
      #"{"items":[{"name":"a","colour":7}]}"#,
      #"items[0].colour: expected one of "red", "green", "dark_blue", found an integer."#),
    Row(
      #"{"items":[{"name":"a","colour":"RED!"}]}"#,
      #"items[0].colour: expected one of "red", "green", "dark_blue", found a string. Did you mean "red"?"#),
    Row(#"{"items":[],"address":[]}"#, "address: expected an object, found an array."),
    Row(#"{"items":[],"address":{}}"#, "address.city: expected a value, found nothing."),
    Row(#"{"items":[],"address":{"city":true}}"#, "address.city: expected a string, found a boolean."),
    Row(
      #"{"items":[],"address":{"city":"a","postal_code":"12345"}}"#,
      "address.postal_code: expected a string of 4 to 4 characters, found a string."),
  ])
  func placeExpectationAndFindingAreNamed(_ row: Row) { check(row, Order.self) }

  @Test(arguments: [
    Row(#"{"text":1}"#, "text: expected a string, found an integer."),
    Row(#"{"text":["a"]}"#, "text: expected a string, found an array."),
    Row(#"{"whole_number":1.0}"#, "whole_number: expected an integer, found a number."),
    Row(#"{"whole_number":1e2}"#, "whole_number: expected an integer, found a number."),
    Row(#"{"whole_number":"1"}"#, "whole_number: expected an integer, found a string."),
    Row(#"{"whole_number":9223372036854775808}"#, "whole_number: expected an integer, found a number."),
    Row(#"{"ratio":"1"}"#, "ratio: expected a number, found a string."),
    Row(#"{"ratio":1e400}"#, "ratio: expected a number, found a number."),
    Row(#"{"is_on":1}"#, "is_on: expected true or false, found an integer."),
    Row(#"{"is_on":"true"}"#, "is_on: expected true or false, found a string."),
    Row(#"{"maybe_number":"1"}"#, "maybe_number: expected an integer, found a string."),
    Row(#"{"maybe_texts":[null]}"#, "maybe_texts[0]: expected a string, found null."),
    Row(#"{"maybe_part":{"name":1}}"#, "maybe_part.name: expected a string, found an integer."),
  ])
  func wrongTypeIsRefused(_ row: Row) { check(row, Everything.self) }

  @Test(arguments: [
    Row(#"{"name":"a"}"#, "name: expected a string of 2 to 5 characters, found a string."),
    Row(#"{"name":"abcdef"}"#, "name: expected a string of 2 to 5 characters, found a string."),
    Row(#"{"name":"abC"}"#, "name: expected only the characters [a-z], found a string."),
    Row(#"{"name":"abé"}"#, "name: expected only the characters [a-z], found a string."),
    Row(#"{"times":-2}"#, "times: expected an integer from -1 to 9, found an integer."),
    Row(#"{"times":10}"#, "times: expected an integer from -1 to 9, found an integer."),
    Row(#"{"times":-9223372036854775808}"#, "times: expected an integer from -1 to 9, found an integer."),
    Row(#"{"share":-0.001}"#, "share: expected a number from 0 to 2, found a number."),
    Row(#"{"share":2.0000001}"#, "share: expected a number from 0 to 2, found a number."),
    Row(#"{"tags":[]}"#, "tags: expected 1 to 3 elements, found an array."),
    Row(#"{"tags":["a","b","c","d"]}"#, "tags: expected 1 to 3 elements, found an array."),
    Row(#"{"tags":["a",""]}"#, "tags: expected in each element a string of 1 to 4 characters, found an array."),
    Row(#"{"tags":["a","bcdef"]}"#, "tags: expected in each element a string of 1 to 4 characters, found an array."),
    Row(#"{"title":""}"#, "title: expected a string of 1 to 3 characters, found a string."),
    Row(#"{"title":"abcd"}"#, "title: expected a string of 1 to 3 characters, found a string."),
    Row(#"{"days":[1,8]}"#, "days: expected in each element an integer from 1 to 7, found an array."),
    Row(#"{"days":[0]}"#, "days: expected in each element an integer from 1 to 7, found an array."),
  ])
  func constraintIsKept(_ row: Row) { check(row, Constrained.self) }

  @Test(arguments: [
    #"{"name":"ab"}"#, #"{"name":"abcde"}"#, #"{"times":-1}"#, #"{"times":9}"#, #"{"share":0}"#, #"{"share":2}"#,
    #"{"share":-0.0}"#, #"{"share":2.0}"#, #"{"tags":["a"]}"#, #"{"tags":["a","b","cdef"]}"#, #"{"title":null}"#,
    #"{"title":"a"}"#, #"{"title":"😀😀😀"}"#, #"{"title":"abc"}"#, #"{"days":[]}"#, #"{"days":[1,7]}"#, #"{"days":null}"#,
  ])
  func boundsBelongToTheRange(_ text: String) throws {
    _ = try Constrained(json: .parsed(text), unknownMembers: .refuse)
  }

  @Test func lengthCountsUnicodeScalars() {
    // One character for a person, seven scalars.
    let family = "👨‍👩‍👧‍👦"
    #expect(throws: FieldError.self) { try Constrained(json: ["title": .string(family)], unknownMembers: .refuse) }
  }
}
