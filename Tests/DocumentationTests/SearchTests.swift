import Documentation
import Testing

struct SearchTests {
  /// What people ask, and the page that answers it.
  static let questions: [(query: String, page: String)] = [
    ("rotating keys", "key-rotation"), ("key rotation", "key-rotation"), ("rotate my API key", "key-rotation"),
    ("grace period", "key-rotation"), ("free models limit per day", "limits"), ("requests per minute", "limits"),
    ("negative balance", "limits"), ("remaining credits", "credits"), ("get credits python", "credits"),
    ("management key", "authentication"), ("bearer token header", "authentication"), ("streaming", "streaming"),
    ("server-sent events", "streaming"), ("choose a model", "models"), ("compare prices", "models"),
    ("which provider handles requests", "provider-selection"), ("fallback", "provider-selection"),
    ("spending limits", "guardrails"), ("guardrail", "guardrails"), ("upgrade plan", "plans-and-billing"),
    ("payment method", "plans-and-billing"), ("add billing", "plans-and-billing"), ("oauth", "account-linking"),
    ("browser authorization", "account-linking"), ("env file out of sync", "environment-variables"),
    ("pull environment variables", "environment-variables"), ("claude code", "mcp-server"),
    ("install cursor", "mcp-server"),
    ("skills", "coding-agents"), ("llm context", "coding-agents"), ("402", "errors"), ("exit codes", "errors"),
    ("ruby", "sdks"), ("go sdk", "sdks"), ("proxy certificate", "gateways"), ("offline sandbox port", "sandbox"),
    ("vault encryption", "security"), ("doctor", "troubleshooting"), ("remove a service", "projects"),
    ("catalog", "projects"), ("max_tokens", "chat-completions"), ("tool calls", "chat-completions"),
    ("first call", "quickstart"),
  ]

  @Test(arguments: questions)
  func questionLeadsToItsPage(_ query: String, _ page: String) {
    let found = Documentation.search(query, limit: 3).map(\.page.name)
    #expect(found.contains(page), "\(query): \(found)")
  }

  @Test func wordsThatNoPageHasFindNothing() {
    #expect(Documentation.search("xylophone", limit: 5).isEmpty)
    #expect(Documentation.search("", limit: 5).isEmpty)
    #expect(Documentation.search("the of and", limit: 5).isEmpty)
  }

  @Test func snippetShowsTheWordsOnOneLine() throws {
    let hit = try #require(Documentation.search("disables the old key after verifying", limit: 1).first)
    #expect(hit.snippet.contains("old key"), "\(hit.snippet)")
    for question in Self.questions {
      for hit in Documentation.search(question.query, limit: 10) {
        #expect(!hit.snippet.contains("\n") && (1...300).contains(hit.snippet.count), "\(hit.snippet)")
      }
    }
  }

  @Test func noMoreAreFoundThanAskedFor() {
    #expect(Documentation.search("key", limit: 2).count == 2)
    #expect(Documentation.search("key", limit: 0).isEmpty)
    #expect(Documentation.search("key", limit: -1).isEmpty)
  }

  @Test func strangeQueriesAreHarmless() {
    for query in ["\u{0}", "🔑🔑🔑", "((((", String(repeating: "a", count: 10_000), "\u{202E}yek", "KEY ROTATION!!!"] {
      _ = Documentation.search(query, limit: 5)
    }
    #expect(Documentation.search("KEY ROTATION!!!", limit: 1).first?.page.name == "key-rotation")
  }
}
