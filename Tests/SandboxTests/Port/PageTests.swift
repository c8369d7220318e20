import HTTP
import JSON
import Sandbox
import Testing

/// What a person sees in a browser.
struct PageTests {
  private let port: SandboxPort
  private let email = "bob+browser@example.com"

  init() throws { port = try SandboxPort() }

  private func requestAccount(_ email: String) async throws -> Answer {
    try await port.gateway.post("/provisioning/account_requests", ["id": .string(email), "email": .string(email)])
  }

  /// The path, with its token, of the page that a person is sent to.
  private func page() async throws -> String {
    let url = try await requestAccount(email).json["requires_auth"]?["url"]?.string ?? ""
    return String(url.dropFirst("http://127.0.0.1:4790".count))
  }

  private func token(_ page: String) -> String { String(page.split(separator: "=").last ?? "") }

  private func dashboard(_ path: String = "/", as token: String = ProvisioningTests.access) async throws -> String {
    let link = try await port.gateway.post(
      "/provisioning/deep_links", as: token, ["purpose": "dashboard", "path": .string(path)])
    return String(link.json["url"]?.string?.dropFirst("http://127.0.0.1:4790".count) ?? "")
  }

  @Test func everyPageForbidsScriptsAndWhatComesFromElsewhere() async throws {
    for path in ["/", "/style.css", try await page(), "/authorize?request=x", "/dashboard?link=x", "/nothing"] {
      let fields = await port.response("GET " + path)?.fields
      #expect(
        fields?["content-security-policy"]
          == "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "\(path)")
      #expect(fields?["referrer-policy"] == "no-referrer" && fields?["cache-control"] == "no-store")
      #expect(fields?["x-content-type-options"] == "nosniff")
      let body = await port.answer("GET " + path)?.body ?? ""
      for needle in ["<script", "javascript:", "onclick", "style=", "https:"] {
        #expect(!body.contains(needle), "\(path) has \(needle)")
      }
    }
  }

  @Test func aPersonAllowsTheConnection() async throws {
    let page = try await page()
    let shown = await port.answer("GET " + page)
    #expect(shown?.status == 200 && shown?.body.contains(email) == true)
    #expect(shown?.body.contains(#"<form method="post" action="/authorize">"#) == true)
    let decided = await port.form("/authorize", "request=\(token(page))&decision=approve")
    #expect(decided?.status == 200 && decided?.body.contains("<h1>Connected</h1>") == true)
    #expect(try await requestAccount(email).json["type"] == "oauth")
    #expect(await port.answer("GET " + page)?.body.contains("<h1>Connected</h1>") == true)
    #expect(await port.form("/authorize", "request=\(token(page))&decision=deny")?.status == 409)
  }

  @Test func aPersonDeniesTheConnection() async throws {
    let page = try await page()
    let decided = await port.form("/authorize", "request=\(token(page))&decision=deny")
    #expect(decided?.body.contains("<h1>Not connected</h1>") == true)
    #expect(try await requestAccount(email).status == 403)
  }

  @Test(arguments: ["", "decision=approve", "request=x&decision=approve", "request=&decision=approve"])
  func nobodyDecidesWithoutTheToken(form: String) async throws {
    _ = try await page()
    #expect([400, 404].contains(await port.form("/authorize", form)?.status))
    #expect(try await requestAccount(email).json["type"] == "requires_auth")
  }

  @Test(
    arguments: [
      (["Origin": "https://evil.example"], 403), (["Origin": "null"], 200),
      (["Origin": "null", "Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-origin"], 200),
      (["Origin": "http://127.0.0.1:4790", "Host": "127.0.0.1:4790"], 200),
    ] as [(HTTPFields, Int)])
  func formsOfOtherSitesAreRefused(fields: HTTPFields, status: Int) async throws {
    let page = try await page()
    let answer = await port.form("/authorize", "request=\(token(page))&decision=approve", fields)
    #expect(answer?.status == status)
  }

  @Test func theDashboardShowsKeysUsageCreditsAndPlan() async throws {
    _ = try await port.gateway.post("/provisioning/account_requests", ProvisioningTests.accountRequest)
    let made = try await port.gateway.post(
      "/provisioning/resources", as: ProvisioningTests.access, ProvisioningTests.resource)
    let key = made.json["complete"]?["access_configuration"]?["api_key"]?.string ?? ""
    try await port.gateway.addCredits(5)
    _ = try await port.gateway.post(
      "/chat/completions", as: key,
      [
        "model": "openai/gpt-4.1-mini", "max_tokens": 5, "messages": [["role": "user", "content": "Hello!"]],
      ])
    let page = await port.answer("GET " + (try await dashboard()))?.body ?? ""
    for text in [
      "ada@example.com", "Provisioned by ModelGates", "$5 bought", "modelgates/api", "free", "prj_1", "active",
    ] {
      #expect(page.contains(text), "the page lacks \(text)")
    }
    #expect(!page.contains(key) && !page.contains(String(key.dropFirst(16))))
  }

  @Test func aPersonPutsACardOnFileAndBuysCredits() async throws {
    _ = try await port.gateway.post("/provisioning/account_requests", ProvisioningTests.accountRequest)
    let link = token(try await dashboard("/billing"))
    func act(_ action: String, _ fields: HTTPFields = [:]) async -> Answer? {
      await port.form("/dashboard", "link=\(link)&action=\(action)", fields)
    }
    func onFile() async throws -> JSON? {
      try await port.gateway.get("/sandbox/payment_method", as: TestGateway.management).json["data"]?["on_file"]
    }
    #expect(await act("add_card")?.body.contains("<dt>Payment method</dt><dd>on file</dd>") == true)
    #expect(try await onFile() == true)
    #expect(await act("remove_card")?.status == 200)
    #expect(try await onFile() == false)
    #expect(await act("add_credits")?.body.contains("$10 left: $10 bought") == true)
    #expect(await act("explode")?.status == 400)
    #expect(await act("add_card", ["Sec-Fetch-Site": "cross-site"])?.status == 403)
    #expect(await port.form("/dashboard", "link=x&action=add_card")?.status == 404)
    port.gateway.advance(by: 300)
    #expect(await act("add_card")?.status == 404)
    #expect(try await onFile() == false)
  }

  @Test func whatOthersWroteIsEscaped() async throws {
    _ = try await port.gateway.post("/provisioning/account_requests", ProvisioningTests.accountRequest)
    _ = try await port.gateway.mintKey(["name": #"<script>alert("1")</script>&'\#u{202E}"#])
    let page = await port.answer("GET " + (try await dashboard()))?.body ?? ""
    #expect(page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;\u{FFFD}"))
    #expect(!page.contains("<script"))
  }

  @Test func theAddressOfTheDashboardLastsFiveMinutes() async throws {
    _ = try await port.gateway.post("/provisioning/account_requests", ProvisioningTests.accountRequest)
    let path = try await dashboard("/settings/keys")
    #expect(path.hasPrefix("/dashboard/settings/keys?link=mgdl_sandbox_"))
    port.gateway.advance(by: 299)
    #expect(await port.answer("GET " + path)?.status == 200)
    port.gateway.advance(by: 1)
    #expect(await port.answer("GET " + path)?.status == 404)
    #expect(await port.answer("GET /dashboard")?.status == 404)
  }

  @Test func whatIsThereNotIsAPageToo() async throws {
    let answer = await port.response("GET /nothing")
    #expect(answer?.status == 404 && answer?.fields["content-type"]?.hasPrefix("text/html") == true)
  }
}
