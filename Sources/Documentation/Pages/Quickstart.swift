extension Page {
  static let quickstart = Page(
    "quickstart", title: "Quickstart",
    summary:
      #"From nothing to a first answer of a model: add the service, call the API, look at what it cost."#,
    body: #"""
      ## Add ModelGates to a project

      In the project's folder:

      ```sh
      modelgates add modelgates/api
      ```

      or say to a coding agent that has this server: "Add ModelGates to this project so I can call AI models." Either way an account is
      created or linked, a key is minted, sealed in the project's vault and written to `.env`:

      ```sh
      MODELGATES_API_KEY=sk-mg-v1-...
      MODELGATES_TYPE=bearer
      ```

      The service starts on the free plan, which needs no payment method. `modelgates status` shows what is there now.

      ## Make the first call

      The API is that of OpenAI's chat completions, so every SDK for it works with another base address.

      ```sh
      curl https://modelgates.ai/api/v1/chat/completions \
        -H "Authorization: Bearer $MODELGATES_API_KEY" \
        -H "Content-Type: application/json" \
        -d '{"model": "openai/gpt-4.1-mini", "max_tokens": 200,
             "messages": [{"role": "user", "content": "Hello!"}]}'
      ```

      The answer is in `choices[0].message.content`, the tokens and the cost are in `usage`. On the free plan take a model whose
      identifier ends in `:free`; `modelgates models --free` lists them.

      ## Check that it works

      ```sh
      modelgates verify
      ```

      asks the gateway whether it accepts the project's key, which costs nothing. With `--model ID` it also sends one minimal completion.

      ## Where to go from here

      Choose a model: see the page models. Stream answers: streaming. Know what a failure means: errors. Renew the key: key-rotation.
      Set limits: guardrails, limits. Let an agent do all of this: coding-agents.
      """#)
}
