import JSON
import Testing

/// Records whose members lie awkwardly in memory. A wrong offset would trap, or give another member's value.
struct RecordLayoutTests {
  struct Scattered: Record {
    @Field("1") var first: Bool = true
    @Field("2") var second: Int = 2
    @Field("3") var third: Bool = false
    @Field("4") var fourth: Double = 4.5
    @Field("5") var fifth: Bool?
    @Field("6") var sixth: Int?
    @Field("7") var seventh: Bool = true
    @Field("8") var eighth: String?
    @Field("9") var ninth: Small = .two
    @Field("10") var tenth: Small?
    @Field("11") var eleventh: [Bool] = []
    @Field("12") var twelfth: Bool = true
  }

  enum Small: String, FieldEnum { case one, two, three }
  enum Single: String, FieldEnum { case only }

  struct Nested: Record {
    @Field("1") var flag: Bool = true
    @Field("2") var inner: Scattered = Scattered()
    @Field("3") var other: Bool = false
    @Field("4") var maybeInner: Scattered?
    @Field("5") var nothing: Nothing = Nothing()
    @Field("6") var maybeNothing: Nothing?
    @Field("7") var single: Single = .only
    @Field("8") var maybeSingle: Single?
    @Field("9") var any: JSON = 1
    @Field("10") var maybeAny: JSON?
    @Field("11") var last: Bool = true
  }

  struct TwiceOptional: Record {
    @Field("1") var flag: Bool??
    @Field("2") var number: Int??
    @Field("3") var text: String??
    @Field("4") var end: Bool = true
  }

  struct SameMeaning: Record {
    @Field("the same") var first: Int = 1
    @Field("the same") var second: Bool = true
    @Field("the same") var third: Int = 3
  }

  /// A value of one byte and one of sixteen-byte alignment, as a type outside the module may be.
  struct Wide: FieldValue, Equatable {
    var lanes: SIMD4<Int32> = .zero
    static var schema: Schema { .array(.integer) }
    init(_ lanes: SIMD4<Int32>) { self.lanes = lanes }
    init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
      let numbers = try [Int](json: json, unknownMembers: unknownMembers)
      for (lane, number) in zip(lanes.indices, numbers) { lanes[lane] = Int32(truncatingIfNeeded: number) }
    }
    func write(to writer: inout JSONWriter) { lanes.indices.map { Int(lanes[$0]) }.write(to: &writer) }
  }

  struct Aligned: Record {
    @Field("1") var flag: Bool = true
    @Field("2") var wide: Wide = Wide([1, 2, 3, 4])
    @Field("3") var other: Bool = false
    @Field("4") var maybeWide: Wide?
    @Field("5") var last: Bool = true
  }

  private func text(_ value: some FieldValue) -> String { String(decoding: value.jsonBytes, as: UTF8.self) }

  @Test func everyMemberIsWrittenFromItsPlace() {
    #expect(
      text(Scattered())
        == #"{"first":true,"second":2,"third":false,"fourth":4.5,"seventh":true,"ninth":"two","eleventh":[],"twelfth":true}"#
    )
    #expect(text(Nothing()) == "{}")
    #expect(text(SameMeaning()) == #"{"first":1,"second":true,"third":3}"#)
    #expect(text(Aligned()) == #"{"flag":true,"wide":[1,2,3,4],"other":false,"last":true}"#)
    #expect(text(TwiceOptional()) == #"{"end":true}"#)
  }

  static let whole: JSON = [
    "first": false, "second": -1, "third": true, "fourth": 4, "fifth": false, "sixth": 6, "seventh": false,
    "eighth": "a string too long for a small one", "ninth": "three", "tenth": "one", "eleventh": [true, false],
    "twelfth": false,
  ]

  @Test func everyMemberIsReadIntoItsPlace() throws {
    #expect(try text(Scattered(json: Self.whole, unknownMembers: .refuse)) == Self.whole.description)
    let nested: JSON = [
      "flag": false, "inner": Self.whole, "other": true, "maybe_inner": Self.whole, "nothing": [:],
      "maybe_nothing": [:],
      "single": "only", "maybe_single": "only", "any": [nil], "maybe_any": false, "last": false,
    ]
    #expect(try text(Nested(json: nested, unknownMembers: .refuse)) == nested.description)
    let aligned: JSON = [
      "flag": false, "wide": [5, 6, 7, 8], "other": true, "maybe_wide": [9, 9, 9, 9], "last": false,
    ]
    #expect(try text(Aligned(json: aligned, unknownMembers: .refuse)) == aligned.description)
    let twice: JSON = ["flag": true, "number": 1, "text": "a", "end": false]
    #expect(try text(TwiceOptional(json: twice, unknownMembers: .refuse)) == twice.description)
  }

  @Test func oneMemberChangesNoOther() throws {
    let members = try #require(Self.whole.object)
    let before = try #require(try JSON.parsed(text(Scattered())).object)
    for (name, value) in members {
      let record = try Scattered(json: [:], unknownMembers: .refuse)
      var changed = record
      changed = try Scattered(members: [name: value], unknownMembers: .refuse)
      let after = try #require(try JSON.parsed(text(changed)).object)
      #expect(after[name] == value)
      for (other, value) in after where other != name { #expect(before[other] == value, "\(name) changed \(other)") }
      #expect(text(record) == text(Scattered()))
    }
  }

  @Test func innermostNilOfTwoIsLeftOut() throws {
    let record = try TwiceOptional(json: ["flag": nil, "number": nil, "text": nil], unknownMembers: .refuse)
    #expect(text(record) == #"{"end":true}"#)
  }

  @Test func firstUseFromManyTasksAtOnceIsSafe() async {
    let expected = #"{"first":{"value":1},"second":[{"value":1},{"value":2}]}"#
    await withTaskGroup(of: String.self) { group in
      for _ in 0..<200 {
        group.addTask {
          var record = FirstUse<Int>.Pair()
          record.first.value = 1
          record.second = [1, 2].map { number in
            var single = FirstUse<Int>.Single()
            single.value = number
            return single
          }
          let text = String(decoding: record.jsonBytes, as: UTF8.self)
          let again = try? JSON.parsed(text)
          let read = again.flatMap { try? FirstUse<Int>.Pair(json: $0, unknownMembers: .refuse) }
          return read.map { String(decoding: $0.jsonBytes, as: UTF8.self) } ?? "unreadable: \(text)"
        }
      }
      for await text in group { #expect(text == expected) }
    }
  }

  /// Types that no other test uses.
  enum FirstUse<Value: FieldValue> {
    struct Single: Record {
      @Field("A value.") var value: Value
    }
    struct Pair: Record {
      @Field("One.") var first: Single = Single()
      @Field("Some.") var second: [Single] = []
    }
  }
}
