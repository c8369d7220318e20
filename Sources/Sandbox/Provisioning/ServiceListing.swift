import JSON

/// What the gateway offers for provisioning: the service `api` and its two plans.
enum ServiceListing {
  static func health(_ call: Call) throws(Refusal) -> Reply {
    .ok(["supported_versions": [.string(ProvisioningVersion.supported)], "status": "ok"])
  }

  /// One page holds them all, so no cursor is ever given out.
  static func list(_ call: Call) throws(Refusal) -> Reply {
    if let cursor = call.query("cursor"), !cursor.isEmpty { throw .invalid("cursor: unknown") }
    return .data([api, payAsYouGo, free])
  }

  private static let rates = "See https://modelgates.ai/models for rates."
  private static let options: JSON = [
    ["is_default": true, "type": "free", "paid": nil, "parent_services": ["free"]],
    [
      "is_default": false, "type": "paid", "parent_services": ["pay_as_you_go"],
      "paid": paid("Per-token pricing varies by model. "),
    ],
  ]

  private static let api = entry(
    "prvsvc_sandbox_api", "api", kind: "deployable",
    "ModelGates: browse, compare and use more than 300 AI models from leading providers through a single API.",
    pricing: ["type": "component", "paid": nil, "paid_pricing": [], "component": ["options": options]],
    updates: [], updateable: ["api"])

  private static let payAsYouGo = entry(
    "prvsvc_sandbox_pay_as_you_go", "pay_as_you_go", kind: "plan",
    "Pay-as-you-go: per-token pricing across more than 300 models, without a minimum commitment.",
    pricing: [
      "type": "paid", "paid": paid("$0/mo base, usage-based pricing. "),
      "paid_pricing": [
        [
          "configuration": nil, "description": nil, "is_default": nil, "type": "freeform",
          "freeform": .string("$0/mo base, usage-based pricing. " + rates),
        ]
      ], "component": nil,
    ],
    updates: [["direction": "any", "service": "free"]], updateable: ["pay_as_you_go", "free"])

  private static let free = entry(
    "prvsvc_sandbox_free", "free", kind: "plan",
    "Free: AI models at zero cost, no credit card required.",
    pricing: ["type": "free", "paid": nil, "paid_pricing": [], "component": nil],
    updates: [["direction": "any", "service": "pay_as_you_go"]], updateable: ["pay_as_you_go", "free"])

  private static func paid(_ words: String) -> JSON {
    ["type": "freeform", "freeform": .string(words + rates), "description": nil]
  }

  private static func entry(
    _ id: String, _ service: String, kind: String, _ description: String, pricing: JSON, updates: JSON,
    updateable: JSON
  ) -> JSON {
    [
      "id": .string(id), "object": "v2.provisioning.provider_service_detail", "provider_id": "prvdr_sandbox_modelgates",
      "provider_name": "ModelGates", "service_id": .string(service), "kind": .string(kind), "scope": "project",
      "categories": ["ai"], "availability": "available", "group": nil, "description": .string(description),
      "llm_context": nil, "created": nil, "development": false, "livemode": false, "allowed_updates": updates,
      "updateable_to": updateable, "constraints": [], "configuration_schema": configuration(of: service),
      "provider_configuration_schema": [:], "pricing": pricing,
    ]
  }

  private static func configuration(of service: String) -> JSON {
    guard service == "api" else { return [:] }
    return [
      "type": "object",
      "properties": [
        "plan": ["type": "string", "enum": ["free", "pay_as_you_go"], "default": "free"],
        "limit": ["type": ["number", "null"]],
        "limit_reset": ["type": ["string", "null"], "enum": ["daily", "weekly", "monthly", nil]],
      ],
    ]
  }
}
