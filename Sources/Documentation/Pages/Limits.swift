extension Page {
  static let limits = Page(
    "limits", title: "Limits",
    summary:
      #"Requests per minute and day, what a key may still spend, and what a negative balance does."#,
    body: #"""
      ## See the limits of a key

      ```sh
      modelgates key
      ```

      The tool is `get_key_info`; the request behind it is `GET https://modelgates.ai/api/v1/key` with the key itself. It costs nothing.

      | Member of `data` | Meaning |
      |---|---|
      | `label` | the key's name, or the key masked |
      | `limit` | USD that the key may spend; null: no limit |
      | `limit_reset` | `daily`, `weekly`, `monthly`, or null: never |
      | `limit_remaining` | what is left of it; null: no limit |
      | `include_byok_in_limit` | whether usage with your own provider keys counts |
      | `usage`, `usage_daily`, `usage_weekly`, `usage_monthly` | USD used in all, this day, week (from Monday), month, in UTC |
      | `byok_usage` and its siblings | the same with your own provider keys |
      | `is_free_tier` | whether the user has never paid for credits |

      `rate_limit` may be there too; it is deprecated and safe to ignore.

      ## Free models

      For identifiers that end in `:free`:

      - 20 requests per minute
      - 50 requests per day while less than 10 credits were ever bought
      - 1,000 requests per day once at least 10 credits were bought

      ## They count for the account

      More accounts or more keys don't raise the limits: capacity is governed for all of them together. Different models have different
      limits, so spreading work over models does help.

      ## Negative balance

      An account below zero gets 402, for free models as well, until credits are added.

      ## When you are limited

      429 comes with `Retry-After` in seconds: wait that long, then go on more slowly. Requests that exceed all reason are blocked before
      they reach the gateway.
      """#)
}
