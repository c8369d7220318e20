import JSON

/// A company whose machines run models.
struct Provider: Sendable {
  let name: String
  let slug: String
  /// ISO 3166-1 alpha-2 country code.
  let headquarters: String?
  /// Whose models it serves, as they stand before the slash of an id.
  let authors: [String]

  /// Serves open models whose authors don't serve them.
  private static let host = Provider(name: "DeepInfra", slug: "deepinfra", headquarters: "US", authors: [])

  static let all = [
    Provider(name: "AI21", slug: "ai21", headquarters: "IL", authors: ["ai21"]),
    Provider(name: "AionLabs", slug: "aion-labs", headquarters: "US", authors: ["aion-labs"]),
    Provider(name: "Alibaba", slug: "alibaba", headquarters: "CN", authors: ["alibaba", "qwen"]),
    Provider(name: "Amazon Bedrock", slug: "amazon-bedrock", headquarters: "US", authors: ["amazon"]),
    Provider(name: "Anthropic", slug: "anthropic", headquarters: "US", authors: ["anthropic"]),
    Provider(name: "Arcee AI", slug: "arcee-ai", headquarters: "US", authors: ["arcee-ai"]),
    Provider(name: "Azure", slug: "azure", headquarters: "US", authors: ["microsoft"]),
    Provider(name: "Baidu", slug: "baidu", headquarters: "CN", authors: ["baidu"]),
    Provider(
      name: "Black Forest Labs", slug: "black-forest-labs", headquarters: "DE", authors: ["black-forest-labs"]),
    Provider(name: "Cohere", slug: "cohere", headquarters: "CA", authors: ["cohere"]),
    host,
    Provider(name: "DeepSeek", slug: "deepseek", headquarters: "CN", authors: ["deepseek", "tngtech"]),
    Provider(name: "Google AI Studio", slug: "google-ai-studio", headquarters: "US", authors: ["google"]),
    Provider(name: "Groq", slug: "groq", headquarters: "US", authors: ["meta-llama"]),
    Provider(name: "Inception", slug: "inception", headquarters: "US", authors: ["inception"]),
    Provider(name: "Inflection", slug: "inflection", headquarters: "US", authors: ["inflection"]),
    Provider(name: "Liquid", slug: "liquid", headquarters: "US", authors: ["liquid"]),
    Provider(
      name: "Mancer 2", slug: "mancer", headquarters: "US", authors: ["alpindale", "gryphe", "mancer", "undi95"]),
    Provider(name: "Minimax", slug: "minimax", headquarters: "CN", authors: ["minimax"]),
    Provider(name: "Mistral", slug: "mistral", headquarters: "FR", authors: ["mistralai"]),
    Provider(name: "Moonshot AI", slug: "moonshotai", headquarters: "CN", authors: ["moonshotai"]),
    Provider(name: "Morph", slug: "morph", headquarters: "US", authors: ["morph"]),
    Provider(name: "Nebius", slug: "nebius", headquarters: "NL", authors: ["nvidia"]),
    Provider(name: "OpenAI", slug: "openai", headquarters: "US", authors: ["openai"]),
    Provider(name: "Perplexity", slug: "perplexity", headquarters: "US", authors: ["perplexity"]),
    Provider(name: "Relace", slug: "relace", headquarters: "US", authors: ["relace"]),
    Provider(name: "Seed", slug: "seed", headquarters: "SG", authors: ["bytedance-seed"]),
    Provider(name: "StepFun", slug: "stepfun", headquarters: "CN", authors: ["stepfun"]),
    Provider(name: "Switchpoint", slug: "switchpoint", headquarters: "US", authors: ["switchpoint"]),
    Provider(name: "Upstage", slug: "upstage", headquarters: "KR", authors: ["upstage"]),
    Provider(name: "Xiaomi", slug: "xiaomi", headquarters: "CN", authors: ["xiaomi"]),
    Provider(name: "Z.AI", slug: "z-ai", headquarters: "CN", authors: ["z-ai"]),
    Provider(name: "xAI", slug: "xai", headquarters: "US", authors: ["x-ai"]),
  ]

  /// Who serves a model: its author's provider, or a host of open models.
  static func serving(_ model: Model) -> Provider {
    all.first { $0.authors.contains(model.author) } ?? host
  }

  /// The provider as the API shows it; the sandbox knows no addresses of policies.
  var json: JSON {
    [
      "name": .string(name), "slug": .string(slug), "privacy_policy_url": nil, "terms_of_service_url": nil,
      "status_page_url": nil, "headquarters": headquarters.map { .string($0) } ?? .null, "datacenters": nil,
    ]
  }
}
