import SystemLibraries
import Testing

struct HTTPAddressTests {
  @Test(arguments: [
    ("https://gateway.example", "https://gateway.example/"),
    ("HTTPS://Gateway.Example:443/api/v1", "https://gateway.example/api/v1"),
    ("https://gateway.example:8443/v1/?a=b%20c&d", "https://gateway.example:8443/v1/?a=b%20c&d"),
    ("https://10.0.0.7/x", "https://10.0.0.7/x"), ("https://[2001:DB8::1]:9/", "https://[2001:db8::1]:9/"),
    ("https://host?q", "https://host/?q"), ("http://localhost:8080/api", "http://localhost:8080/api"),
    ("http://127.0.0.1", "http://127.0.0.1/"), ("http://127.255.3.4:80/", "http://127.255.3.4/"),
    ("http://[::1]:3000", "http://[::1]:3000/"), ("https://a_b.example/~x/(y);z=1", "https://a_b.example/~x/(y);z=1"),
  ])
  func addressesAreReadAndWrittenInOneForm(text: String, normal: String) throws {
    #expect(try HTTPAddress(parsing: text).text == normal)
  }

  @Test(arguments: [
    "", "gateway.example", "//gateway.example", "ftp://gateway.example", "file:///etc/passwd", "https:/gateway.example",
    "https://", "https:///path", "https://:443", "https://user@gateway.example", "https://user:pw@gateway.example/",
    "https://@gateway.example", "https://gateway.example:0", "https://gateway.example:65536",
    "https://gateway.example:+1", "https://gateway.example:8a", "https://gateway.example:", "https://gate way.example",
    "https://gateway.example/a b", "https://gateway.example/#part", "https://gateway.example/%2", "https://g/%zz",
    "https://gateway.example/a\\b", "https://gateway.example\\@other.example", "https://-a.example", "https://a..b",
    "https://.example", "https://example.", "https://[::1", "https://[::1]x", "https://[fe80::1%25eth0]/",
    "https://[x]",
    "https://é.example", "https://gateway.example/é", "https://a\r\nHost: b", "https://a/\u{0}", "https://a/\"<>",
    "https://" + String(repeating: "a", count: 64) + ".example", "https://a/" + String(repeating: "x", count: 9000),
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(throws: HTTPAddress.Fault.self) { try HTTPAddress(parsing: text) }
  }

  @Test(arguments: [
    "http://gateway.example", "http://127.0.0.1.example", "http://127.1", "http://127.0.0.256", "http://2130706433",
    "http://0x7f.0.0.1", "http://0.0.0.0", "http://10.0.0.1", "http://[::]", "http://[::ffff:127.0.0.1]",
    "http://localhost.example", "http://notlocalhost",
  ])
  func plainTextIsForThisComputerAlone(text: String) {
    let fault = #expect(throws: HTTPAddress.Fault.self) { try HTTPAddress(parsing: text) }
    #expect(fault?.message.hasPrefix("it must begin with https://") == true)
  }

  @Test(arguments: [
    ("https://a.example/x", "https://A.example:443/y?z", true), ("https://a.example", "https://a.example:444", false),
    ("https://a.example", "https://b.example", false), ("https://localhost", "http://localhost", false),
    ("http://localhost", "http://127.0.0.1", false),
  ])
  func originIsSchemeHostAndPort(first: String, second: String, isSame: Bool) throws {
    #expect(try HTTPAddress(parsing: first).hasSameOrigin(as: try HTTPAddress(parsing: second)) == isSame)
  }

  @Test func faultDoesNotRepeatTheAddress() {
    let fault = #expect(throws: HTTPAddress.Fault.self) { try HTTPAddress(parsing: "https://me:hush@example/") }
    #expect(fault?.message.contains("hush") == false)
  }
}
