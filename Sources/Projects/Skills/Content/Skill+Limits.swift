import Gateway

extension Skill {
  /// What calls cost, what may still be spent, and how many requests are allowed.
  static func limits(_ facts: SkillFacts) throws(ProjectError) -> Skill {
    try Skill(
      name: "modelgates-limits",
      description: """
        Answers what AI calls of this project cost and how much is left, and keeps both in bounds. Use this skill for credits, \
        spending limits, prices per token, requests per minute or per day, free models, and for estimating or lowering costs. Use \
        it also when ModelGates isn't named, for example when the user asks "how much have we spent", "why is it rate limited", \
        "make it cheaper", "which model is cheapest" or "can this run away", before code that calls models in a loop or in bulk, and \
        when calls fail with 402 or 429. Not for rotating or repairing keys (modelgates), nor for writing the calls (modelgates-api).
        """,
      compatibility: "Needs the MCP server or the command line modelgates.",
      body: joined(
        [
          limitsIntroduction(facts), lookProcedure, estimate, cheaper, ceiling(facts), refusals,
          limitsTraps, limitsCheck(facts),
        ],
        by: "\n"),
      references: [])
  }

  private static func limitsIntroduction(_ facts: SkillFacts) -> String {
    let free = FreeModelLimits.self
    return """
      # Limits and costs of AI calls

      Prices are in USD per million tokens, prompt and answer apart. Three things bound what can be called: the account's credits, the \
      spending limit of a key, and the number of requests to models that cost nothing.

      Models whose identifier ends in `:free` take \(free.requestsPerMinute) requests a minute, and \(free.requestsPerDay) a day; \
      \(free.requestsPerDayWithCredits) a day once \(free.creditsThreshold.text(minimumDecimals: 0)) USD of credits have been bought. \
      All of it counts for the whole account, so more keys or accounts don't help. Days, weeks (from Monday) and months are those of UTC.

      Never read \(Markdown.code(facts.envFile)) or `.projects/` to find any of this out: the tools below answer it without a key.

      """
  }

  private static var lookProcedure: String {
    """
    ## See how things stand

    1. `get_key_info` (`modelgates key --json`): usage of this day, week and month, what is left of the key's limit, how many free \
    requests apply, and under `meaning` what follows from it. It costs nothing. Quote `meaning` to the user.
    2. `get_credits` (`modelgates credits --json`) shows bought, used and left. It needs a management key: with \
    `management_key_required` say so and stay with step 1.
    3. What one call cost: `usage.cost` in its answer.

    """
  }

  private static let estimate = """
    ## Estimate a cost

    1. `get_model` for both prices.
    2. cost = (prompt tokens x prompt price + answer tokens x answer price) / 1,000,000, times the number of calls.
    3. If tokens aren't known: three bytes of text are at most one token; an answer has at most `max_tokens`. Reasoning models also \
    bill what they think.
    4. Say the sum and its assumptions before anything runs in bulk, and try it with three items first: `usage` shows the truth.

    """

  private static var cheaper: String {
    """
    ## Make it cheaper

    In this order, and measure after each:

    1. A cheaper model for the same task: `list_models` with `sort` "cheapest", `tools` if functions are called, `min_context` for long \
    input. `:free` variants for trying things out.
    2. A lower `max_tokens`, and shorter prompts: send what the task needs, not whole files.
    3. The same beginning in all prompts, so that providers with a cache bill it at the lower price.
    4. `provider` with `sort` "price" or `max_price`, where several providers offer the model.

    """
  }

  private static func ceiling(_ facts: SkillFacts) -> String? {
    facts.with(
      "set_limit",
      """
      ## Set a ceiling

      Before anything that loops: `set_limit` (`modelgates limit modelgates/api 5 --reset monthly`), or `limit` with `add_service`. When \
      it is used up, calls get 402 until it starts anew. Offer it; the amount is the user's decision.

      """)
  }

  private static let refusals = """
    ## When calls are refused

    - 402: `get_key_info`. Is the key's limit used up, the user may raise it. Else the account has no credits, or a balance below zero, \
    which blocks `:free` models too: only a person can add credits. A missing or huge `max_tokens` gives 402 as well.
    - 429: wait for `Retry-After` seconds, then go on more slowly. For `:free` models space calls at least three seconds apart. When the \
    day's requests are used up, waiting for midnight UTC or another, paid model is what helps; say so instead of repeating.

    """

  private static let limitsTraps = """
    ## Traps

    - `limit_remaining` is of the key, credits are of the account: the lower one counts.
    - `is_free_tier` true means that credits were never bought, not that the plan is free.
    - Retries multiply costs: cap them, and never retry 402.
    - Numbers change by themselves: ask again instead of remembering.

    """

  private static func limitsCheck(_ facts: SkillFacts) -> String {
    joined([
      """
      ## Before you say that it is done

      - Each number that you told came from a tool in this conversation, with its unit: USD, requests, tokens.
      - Bulk code has a cap on calls, on retries and on `max_tokens`, and prints the sum of `usage.cost`.
      """,
      facts.with("set_limit", "- Whatever loops without supervision runs with a key that has a limit."),
    ]) + "\n"
  }
}
