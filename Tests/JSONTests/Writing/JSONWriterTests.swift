import JSON
import TestSupport
import Testing

struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    Int64.min, .min + 1, -1_000_000_000_000, -10, -9, -1, 0, 1, 9, 10, 99, 100, 101, 9_007_199_254_740_993, .max - 1,
    .max,
  ])
  func integerIsWrittenInDecimal(_ value: Int64) {
    #expect(written { $0.value(value) } == String(value))
  }

  @Test(arguments: [
    (0.0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (0.1, "0.1"), (0.30000000000000004, "0.30000000000000004"),
    (-2.5, "-2.5"),
    (1e21, "1e+21"), (1e-7, "1e-07"), (123456789.125, "123456789.125"),
    (1.7976931348623157e308, "1.7976931348623157e+308"),
    (2.2250738585072014e-308, "2.2250738585072014e-308"), (.nan, "null"), (.signalingNaN, "null"), (.infinity, "null"),
    (-.infinity, "null"),
  ])
  func doubleIsWrittenShortestAndReadsBack(_ value: Double, _ expected: String) throws {
    #expect(written { $0.value(value) } == expected)
    if value.isFinite {
      let back = try #require(try JSON.parsed(expected).double)
      #expect(back.bitPattern == value.bitPattern)
    }
  }

  @Test func fewDecimalsAreWrittenAsEveryOtherDoubleIs() {
    var generator = SeededGenerator(seed: 4)
    for round in 0..<3000 {
      let digits = Int64.random(in: -(1 << Int64(round % 54))...1 << Int64(round % 54), using: &generator)
      for decimals in [1.0, 10, 100, 1000, 10_000, 100_000] {
        let value = Double(digits) / decimals
        var writer = JSONWriter()
        writer.value(value)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == value.description)
      }
    }
  }

  @Test func everyFiniteDoubleReadsBack() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<5000 {
      let value = Double(bitPattern: generator.next())
      guard let number = JSONNumber(value) else {
        #expect(!value.isFinite)
        continue
      }
      #expect(try JSON.parsed(number.text).double?.bitPattern == value.bitPattern)
    }
    let smallest = try #require(JSONNumber(.leastNonzeroMagnitude))
    #expect(try JSON.parsed(smallest.text).double == .leastNonzeroMagnitude)
  }

  @Test func commasStandBetweenValuesOnly() {
    #expect(
      written {
        $0.beginArray(); $0.endArray()
      } == "[]")
    #expect(
      written {
        $0.beginObject(); $0.endObject()
      } == "{}")
    let text = written { writer in
      writer.beginObject()
      writer.key("empty")
      writer.beginArray()
      writer.endArray()
      writer.key("scalars")
      writer.beginArray()
      writer.null()
      writer.value(true)
      writer.value(false)
      writer.value(1 as Int64)
      writer.value(0.5)
      writer.value("s")
      writer.value(JSON.null)
      writer.raw("{\"raw\":1}")
      writer.raw(Array("[2]".utf8))
      writer.endArray()
      writer.key("nested")
      writer.beginArray()
      writer.beginArray()
      writer.endArray()
      writer.beginObject()
      writer.endObject()
      writer.beginArray()
      writer.value(2 as Int64)
      writer.endArray()
      writer.endArray()
      writer.key("last")
      writer.beginObject()
      writer.key("a")
      writer.beginObject()
      writer.endObject()
      writer.key("b")
      writer.null()
      writer.endObject()
      writer.endObject()
    }
    #expect(
      text == #"{"empty":[],"scalars":[null,true,false,1,0.5,"s",null,{"raw":1},[2]],"nested":[[],{},[2]],"#
        + #""last":{"a":{},"b":null}}"#)
  }

  @Test func firstValueHasNoComma() {
    #expect(written { $0.value("a") } == #""a""#)
    #expect(JSONWriter().bytes.isEmpty)
    #expect(JSONWriter(capacity: 0).bytes.isEmpty)
  }

  @Test func prettyTextIsIndentedAndReadsBack() throws {
    let value: JSON = ["a": [1, [], [:], ["b": nil]], "c\n": "d\ne", "f": [:]]
    #expect(
      String(decoding: value.prettyBytes, as: UTF8.self) == """
        {
          "a": [
            1,
            [],
            {},
            {
              "b": null
            }
          ],
          "c\\n": "d\\ne",
          "f": {}
        }

        """)
    #expect(try JSON(parsing: value.prettyBytes, limits: .ample) == value)
  }
}
