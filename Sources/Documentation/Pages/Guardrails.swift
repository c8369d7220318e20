extension Page {
  static let guardrails = Page(
    "guardrails", title: "Guardrails",
    summary:
      #"Spending limits of a key, and rules for which models and providers it may use."#,
    body: #"""
      ## A spending limit of the key

      ```sh
      modelgates limit modelgates/api 5 --reset monthly
      modelgates limit modelgates/api none
      modelgates add modelgates/api --limit 5
      ```

      The tool is `set_limit`. The limit is in USD; it resets daily, weekly (Mondays), monthly or never, at midnight UTC. When it is used
      up, requests get 402 until it resets. `modelgates key` shows what is left.

      ## Guardrails of the account

      A guardrail has a name, `limit_usd` with `reset_interval`, `allowed_models`, `ignored_models`, `allowed_providers`,
      `ignored_providers`, rules for zero data retention and content filters. They are made with a management key:

      ```sh
      curl https://modelgates.ai/api/v1/guardrails \
        -H "Authorization: Bearer $MODELGATES_MANAGEMENT_KEY" -H "Content-Type: application/json" \
        -d '{"name": "CI", "limit_usd": 2, "reset_interval": "daily", "allowed_models": ["openai/gpt-4.1-mini"]}'
      ```

      ## Assign it, or it does nothing

      A guardrail enforces nothing until keys are assigned: `POST /guardrails/{id}/assignments/keys` with `{"key_hashes": ["..."]}`. A key
      has at most one. Where the key has a limit too, the lower one wins.

      ## Good limits

      One key for each project and environment, each with a monthly limit a little above what it should need. A runaway loop then costs
      that much and no more.
      """#)
}
