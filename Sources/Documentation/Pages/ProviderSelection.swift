extension Page {
  static let providerSelection = Page(
    "provider-selection", title: "Provider selection",
    summary:
      #"Control which providers handle your requests: order, fallbacks, price, privacy."#,
    body: #"""
      ## By default

      A model is often offered by several providers. The gateway spreads requests over those that work, cheap ones more often, and tries
      the next when one fails.

      ## The provider member

      ```json
      {"model": "meta-llama/llama-3.3-70b-instruct", "messages": [],
       "provider": {"order": ["groq", "together"], "allow_fallbacks": false}}
      ```

      | Member | Meaning |
      |---|---|
      | `order` | providers to try, in this order |
      | `allow_fallbacks` | false: only those, else an error |
      | `only`, `ignore` | which may, which may not be used |
      | `require_parameters` | only providers that support every parameter of the request |
      | `data_collection` | `deny`: only providers that don't keep prompts |
      | `zdr` | true: zero data retention only |
      | `quantizations` | `["fp8", "bf16"]` and the like |
      | `sort` | `price`, `throughput` or `latency` |
      | `max_price` | `{"prompt": 1, "completion": 2}` in USD per million tokens |

      ## See who offers a model

      `GET /models/{author}/{slug}/endpoints` lists providers with price, context, quantization, uptime and latency; `GET /providers` lists
      all of them with their privacy policies.

      ## Fall back to another model

      `"models": ["first/choice", "second/choice"]` tries the next one when a model can't be reached.
      """#)
}
