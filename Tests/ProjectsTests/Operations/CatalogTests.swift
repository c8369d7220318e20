import Gateway
import Projects
import Testing

@Suite struct CatalogTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  @Test func catalogueOffersTheServiceAndItsPlans() async throws {
    let report = try await place.project().searchCatalog("modelgates").result
    let api = try #require(report.services.first { $0.reference == "modelgates/api" })
    #expect(api.kind == "deployable")
    #expect(api.plans?.sorted() == ["free", "pay-as-you-go"])
    #expect(api.available)
    #expect(api.pricing.contains("free"))
  }

  @Test func pagesLeadThroughAllOfIt() async throws {
    let project = try place.project()
    let all = try await project.searchCatalog(limit: 100).result
    var found: [String] = []
    var cursor: String?
    repeat {
      let page = try await project.searchCatalog(limit: 1, cursor: cursor).result
      #expect(page.total == all.total)
      found += page.services.map(\.reference)
      cursor = page.nextCursor
    } while cursor != nil && found.count < 100
    #expect(found == all.services.map(\.reference))
  }

  @Test(arguments: ["-1", "x", "9999", ""])
  func otherCursorsAreRefused(cursor: String) async throws {
    let error = await projectError { try await place.project().searchCatalog(cursor: cursor) }
    #expect(error?.code == .invalidArgument)
  }

  @Test func searchThatFindsNothingIsEmpty() async throws {
    #expect(try await place.project().searchCatalog("nothing-such").result.services.isEmpty)
  }
}
