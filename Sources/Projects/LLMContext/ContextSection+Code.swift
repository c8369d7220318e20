import Documentation

extension ContextSection {
  static func quickstart(_ target: CallTarget) -> ContextSection {
    let body = """
      The API is that of OpenAI's chat completions, so any SDK for it works with this base address and key.

      ```sh
      curl \(target.address)/chat/completions \\
        -H "Authorization: Bearer $\(target.keyVariable)" -H "Content-Type: application/json" \\
        -d '{"model": "\(target.model)", "max_tokens": 200, "messages": [{"role": "user", "content": "Hello!"}]}'
      ```

      The answer is in `choices[0].message.content`, tokens and cost are in `usage`. Always send `max_tokens`: without it, credits are \
      checked against the model's longest answer. Look for `error` first. Call from a server only: a key in a browser is public.
      """
    return ContextSection("quickstart", title: "Quickstart", priority: 1, body: body)
  }

  static var streaming: ContextSection {
    let body = """
      With `"stream": true` the answer comes as server-sent events: a line `data: {...}` has a piece in `choices[0].delta.content`, and \
      `data: [DONE]` is the last one. With OpenAI's SDKs pass `stream=True` and iterate.

      \(documented("streaming", "Traps"))
      """
    return ContextSection("streaming", title: "Streaming", priority: 4, body: body)
  }

  static func language(_ language: Language, _ target: CallTarget) -> ContextSection {
    ContextSection(
      language.name, title: language.title, priority: ["python", "javascript"].contains(language.name) ? 5 : 6,
      body: language.block(language.call(target)))
  }
}
