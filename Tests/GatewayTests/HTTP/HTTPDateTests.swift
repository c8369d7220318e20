import Testing

@testable import Gateway

struct HTTPDateTests {
  @Test(arguments: [
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
    ("Tue, 29 Feb 2000 23:59:60 GMT", 951_868_800), ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
  ])
  func datesAreRead(text: String, seconds: Int64) { #expect(HTTPDate(text)?.seconds == seconds) }

  @Test(arguments: [
    "", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 UTC",
    "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 32 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1969 08:49:37 GMT", "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:3\u{0} GMT",
  ])
  func otherTextIsRefused(text: String) { #expect(HTTPDate(text) == nil) }

  private static let date = (name: "Date", value: "Sun, 06 Nov 1994 08:49:37 GMT")

  @Test(
    arguments: [
      (429, [date, (name: "Retry-After", value: "Sun, 06 Nov 1994 08:49:40 GMT")], 3000),
      (503, [date, (name: "Retry-After", value: "Sun, 06 Nov 1994 08:49:30 GMT")], 0),
      (503, [date, (name: "Retry-After", value: "Fri, 31 Dec 9999 23:59:59 GMT")], 86_400_000),
      (503, [(name: "Retry-After", value: "Sun, 06 Nov 1994 08:49:40 GMT")], nil),
      (429, [date, (name: "X-RateLimit-Reset", value: "784111837000")], 60_000),
      (429, [date, (name: "Retry-After", value: "1"), (name: "X-RateLimit-Reset", value: "784111837000")], 1000),
      (503, [date, (name: "X-RateLimit-Reset", value: "784111837000")], nil),
      (429, [date, (name: "X-RateLimit-Reset", value: "-9223372036854775808")], nil),
      (429, [date, (name: "X-RateLimit-Reset", value: "9223372036854775807")], nil),
    ] as [(Int, [(name: String, value: String)], Int?)])
  func waitIsCountedFromTheGatewaysOwnClock(
    status: Int, fields: [(name: String, value: String)], milliseconds: Int?
  ) {
    #expect(HTTPResponse(status: status, fields: fields, body: []).retryAfterMs == milliseconds)
  }
}
