import Gateway
import Testing

@Suite struct GatewayTextTests {
  @Test(arguments: [
    ("plain", "plain"), (" two  spaces ", "two spaces"), ("tab\tnew\nline", "tab new line"), ("", ""), (" ", ""),
    ("\u{7}bell", "bell"), ("Zoë 模型", "Zoë 模型"), ("a\u{2028}b", "a b"), ("\u{FE0F}x\u{E0101}", "x"),
    ("\u{85}a\u{9B}31m", "a31m"),
  ])
  func unsafeCharactersAreTakenOut(raw: String, clean: String) {
    #expect(GatewayText(raw).text == clean)
  }

  @Test func lengthIsCapped() {
    #expect(GatewayText("abcdef", limit: 4).text == "abcd…")
    #expect(GatewayText("abcd", limit: 4).text == "abcd")
    #expect(GatewayText("éb cd", limit: 3).text == "éb…")
    #expect(GatewayText(String(repeating: "x", count: 1_000_000)).text.count == GatewayText.limit + 1)
  }
}
