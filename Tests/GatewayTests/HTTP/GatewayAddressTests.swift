import Gateway
import SystemLibraries
import Testing

struct GatewayAddressTests {
  @Test(arguments: [
    ("https://modelgates.ai/api/v1", "https://modelgates.ai/api/v1", "modelgates.ai"),
    ("https://ModelGates.AI:443/api/v1//", "https://modelgates.ai/api/v1", "modelgates.ai"),
    ("https://gateway.example:8443", "https://gateway.example:8443", "gateway.example:8443"),
    ("http://127.0.0.1:8080/api/v1/", "http://127.0.0.1:8080/api/v1", "127.0.0.1:8080"),
    ("http://[::1]:9", "http://[::1]:9", "[::1]:9"), ("https://sandbox/api", "https://sandbox/api", "sandbox:443"),
  ])
  func addressHasOneFormAndAName(text: String, normal: String, name: String) throws {
    let address = try GatewayAddress(parsing: text)
    #expect(address.text == normal && address.name == name)
  }

  @Test(arguments: [
    "http://gateway.example", "https://me@gateway.example", "https://gateway.example?key=1",
    "https://gateway.example/#a",
    "https://gateway.example/?", "sandbox", "",
  ])
  func whatIsNoBaseAddressIsRefused(text: String) {
    #expect(throws: HTTPAddress.Fault.self) { try GatewayAddress(parsing: text) }
  }
}
