import Documentation

extension Skill {
  /// How to write code that calls models, with a reference for each language.
  static func calling(_ facts: SkillFacts) throws(ProjectError) -> Skill {
    try Skill(
      name: "modelgates-api",
      description: """
        Calls AI models from this project's code through ModelGates. Use this skill before writing, changing or debugging any code \
        that talks to a language model - chat, completion, streaming, tool calling, structured JSON output, images - in Python, \
        JavaScript, TypeScript, Go, Ruby, Java, PHP, C# or Swift, and whenever a model has to be chosen or changed. Use it also when \
        ModelGates isn't named, for example when the user says "summarize this with AI", "add a chatbot", "call GPT, Claude, Gemini or \
        Llama", "use the OpenAI SDK" or "stream the answer", and when a call fails with 400, 401, 402, 404, 408, 429 or 5xx. Not for \
        adding or rotating keys (modelgates), nor for what is left to spend (modelgates-limits).
        """,
      compatibility:
        "Needs a key from the skill modelgates. The MCP server or the command line modelgates helps but isn't needed at run time.",
      body: joined(
        [
          callingIntroduction(facts), defaults(facts), request(facts), answer, streaming, features,
          callFailures(facts),
          callingTraps, callingCheck,
        ], by: "\n"),
      references: Language.all.map { ($0.name, reference($0, facts)) })
  }

  private static func callingIntroduction(_ facts: SkillFacts) -> String {
    """
    # Call AI models through ModelGates

    One endpoint, `\(facts.address)`, with the API of OpenAI's chat completions and 300+ models of many makers. Changing the \
    model is changing one string.

    ## Before you write

    1. Call `llm_context` (`modelgates llm-context`): it has this project's variables, the models that its plan can call with their \
    prices, and the limits as they stand. If it says that nothing is provisioned, use the skill modelgates first.
    2. Read the reference of the project's language, and only that one:

    | Language | Read |
    |---|---|
    \(joined(Language.all.map { "| \($0.title) | [references/\($0.name).md](references/\($0.name).md) |" }))

    The key is in the variable `\(facts.keyVariable)`. Read it from the environment at run time; never open `\(facts.envFile)` to look \
    at it, and never write its value anywhere.

    """
  }

  private static func defaults(_ facts: SkillFacts) -> String {
    """
    ## Defaults

    Take these unless the user asks for something else:

    | What | Default |
    |---|---|
    | model | `\(facts.target.model)`; on the free plan one whose identifier ends in `:free` (`list_models` with `free_only` and `tools`) |
    | `max_tokens` | always sent; 500 for short answers |
    | time limit | 60 seconds for a request, longer only for streams |
    | repeating | 408, 429 and 5xx up to four times: wait as `Retry-After` says, else 1, 2, 4, 8 seconds |
    | streaming | where a person waits for the text; otherwise not |
    | model identifier | in one constant or variable, never spread over the code |
    | where | on a server or in a command-line program; never in a browser or in an application that people install |

    """
  }

  private static func request(_ facts: SkillFacts) -> String {
    """
    ## The request

    ```sh
    curl \(facts.address)/chat/completions \\
      -H "Authorization: Bearer $\(facts.keyVariable)" -H "Content-Type: application/json" \\
      -d '{"model": "\(facts.target.model)", "max_tokens": 500,
           "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello!"}]}'
    ```

    """
  }

  private static let answer = """
    ## The answer

    1. Look for `error` before anything else: a model that fails while it answers may do so with status 200.
    2. The text is in `choices[0].message.content`. `finish_reason` `length` means that it was cut at `max_tokens`; `tool_calls` that \
    the model wants a function to be called; `content_filter` that it was withheld.
    3. `usage` has the tokens, and the cost in USD. `id` is what `GET /generation?id=` tells more about.

    """

  private static let streaming = """
    ## Streams

    Send `"stream": true` and read lines: `data: {...}` has a piece in `choices[0].delta.content`, `data: [DONE]` ends it. Lines that \
    begin with a colon only keep the connection alive. A failure after the first piece comes as an event with `error`. The last event \
    has `usage` and no choices. Closing the connection cancels; what was made up to then is paid for.

    """

  private static var features: String {
    """
    ## More than text

    | To | Send | Choose the model by |
    |---|---|---|
    | let the model call functions | `tools`, `tool_choice`; answer each of `message.tool_calls` with a message of role `tool` | `list_models` with `tools` |
    | get JSON of a given form | `response_format` `{"type": "json_schema", "json_schema": {...}}` | `structured_outputs` among the parameters of `get_model` |
    | show images | `content` as a list of `text` and `image_url` parts | `list_models` with `input` "image" |
    | fall back to another model | `models`: a list, in order | |
    | choose among providers | `provider`: `order`, `only`, `sort`, `max_price`, `data_collection` | |

    `search_docs` (`modelgates docs structured output`) has the pages on all of these.

    """
  }

  private static func callFailures(_ facts: SkillFacts) -> String {
    """
    ## When a request fails

    | Status | Means | Do |
    |---|---|---|
    | 400, 413, 422 | the request is wrong or too long | read `error.message`, change it; never repeat it unchanged |
    | 401 | the key is missing, wrong or disabled | is `\(facts.keyVariable)` set in the process? Then the skill modelgates |
    | 402 | no credits, a used-up limit or a negative balance | the skill modelgates-limits; don't repeat it |
    | 403 | not allowed, or refused by moderation | don't repeat it; tell the user |
    | 404 | no such model, or none that takes these parameters | `list_models` |
    | 408, 429, 5xx | too slow, too many, or the provider failed | wait and repeat; then another model |

    """
  }

  private static var callingTraps: String {
    """
    ## Traps

    - Without `max_tokens` a request is checked against the model's longest answer, and refused with 402 though it would have cost a cent.
    - An SDK's own base address and variable (`OPENAI_API_KEY`) are another service's: set both.
    - Identifiers have the form `maker/name`, some with `:free` at the end; "gpt-4" alone is none.
    - Prices of the API are USD per token as text; those of `list_models` are USD per million tokens.
    - A process that runs keeps the key that it was started with: after a rotation, restart it.
    - A `sandbox` gateway answers with made-up text. The code stays the same for a real key.

    """
  }

  private static var callingCheck: String {
    """
    ## Before you say that it is done

    - The program was run once, with a short prompt and a small `max_tokens`, and the answer or the error was seen. Tell the user if \
    the model isn't free.
    - Started without the variable, it says which one is missing.
    - `git grep -l "sk-mg-v1-"` lists no file but documentation.
    - Errors and streams are handled as above, the model is named in one place, and nothing logs headers or the environment.
    """ + "\n"
  }

  private static func reference(_ language: Language, _ facts: SkillFacts) -> String {
    """
    # Call models from \(language.title)

    \(language.setup(facts.target))

    ## One answer

    \(language.block(language.call(facts.target)))

    ## A stream

    \(language.block(language.stream(facts.target)))

    ## Failures and repeats

    \(language.block(language.retries(facts.target)))

    ## Traps

    \(joined(language.traps.map { "- " + $0 }))
    """ + "\n"
  }
}
