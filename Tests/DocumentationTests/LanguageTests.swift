import Documentation
import Testing

struct LanguageTests {
  @Test func theEightLanguagesAreThere() {
    #expect(
      Language.all.map(\.name) == ["python", "javascript", "go", "ruby", "java", "php", "csharp", "swift"])
  }

  @Test(arguments: Language.all.map(\.name))
  func codeUsesWhatItIsGiven(_ name: String) throws {
    let language = try #require(Language.all.first { $0.name == name })
    let target = CallTarget(
      address: "https://gateway.example/v9", keyVariable: "CHAT_API_KEY", envFile: "config/.env.local",
      model: "maker/thing:free")
    for code in [language.call(target), language.stream(target), language.retries(target)] {
      #expect(code.contains("https://gateway.example/v9"), "\(code)")
      #expect(code.contains("CHAT_API_KEY") && code.contains("maker/thing:free"), "\(code)")
      #expect(!code.contains("modelgates.ai") && !code.contains("MODELGATES"), "\(code)")
      #expect(code.contains("max_tokens"), "\(code)")
      #expect(!code.contains("```") && !code.hasSuffix("\n"))
    }
    #expect(language.setup(target).contains("config/.env.local"))
    #expect(language.traps.count >= 2 && language.traps.allSatisfy { $0.hasSuffix(".") })
  }

  @Test func pageHasASectionForEachLanguage() throws {
    let page = try #require(Documentation.page("sdks"))
    for language in Language.all {
      #expect(page.section(language.title)?.contains(language.call(.documented)) == true, "\(language.name)")
    }
  }

  @Test func sectionIsFoundByItsHeading() throws {
    let page = try #require(Documentation.page("streaming"))
    #expect(page.section("Traps")?.hasPrefix("- Lines that begin with a colon") == true)
    #expect(page.section("traps") == nil)
  }
}
