import Documentation
import Testing

struct PageTests {
  @Test func namesAreUniqueAndFitIntoAnAddress() {
    let names = Documentation.pages.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }, "\(name)")
    }
  }

  @Test func pageIsFoundByItsName() {
    for page in Documentation.pages { #expect(Documentation.page(page.name)?.title == page.title) }
    #expect(Documentation.page("nothing") == nil)
  }

  @Test(arguments: Documentation.pages.map(\.name))
  func pageIsWellFormed(_ name: String) throws {
    let page = try #require(Documentation.page(name))
    let lines = page.markdown.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "# \(page.title)"[...])
    #expect(page.summary.hasSuffix(".") && page.summary.count <= 160)
    #expect(lines.count { $0.hasPrefix("```") }.isMultiple(of: 2), "a block of code has no end")
    #expect(lines.contains { $0.hasPrefix("## ") })
    #expect(!lines.contains { $0.last == " " })
    #expect(page.markdown.utf8.count <= 8_000, "a page is read at once")
  }
}
