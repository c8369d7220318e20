extension Page {
  static let chatCompletions = Page(
    "chat-completions", title: "Chat completions",
    summary:
      #"The request and the answer of POST /chat/completions, tools, structured output, images and what a call costs."#,
    body: #"""
      ## Request

      `POST https://modelgates.ai/api/v1/chat/completions` with JSON:

      | Member | Meaning |
      |---|---|
      | `model` | identifier such as `openai/gpt-4.1-mini`; `:free` at its end for the free variant |
      | `messages` | `[{"role": "system" | "user" | "assistant" | "tool", "content": ...}]` |
      | `max_tokens` | the longest answer; always send it |
      | `temperature`, `top_p`, `stop`, `seed` | as the model supports them |
      | `stream` | true for server-sent events, see streaming |
      | `tools`, `tool_choice` | functions that the model may call |
      | `response_format` | `{"type": "json_schema", "json_schema": {...}}` for structured output |
      | `provider` | which providers may handle it, see provider-selection |

      Which of them a model takes is in its `supported_parameters`: `modelgates model <id>`.

      ## Answer

      ```json
      {"id": "gen-...", "model": "openai/gpt-4.1-mini",
       "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Hello!"}}],
       "usage": {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12, "cost": 0.0000084}}
      ```

      `finish_reason` is `stop`, `length` (cut at `max_tokens`), `tool_calls` or `content_filter`. Look for `error` first: it may come with
      status 200.

      ## Why max_tokens matters

      Without it, credits are checked against the model's largest possible answer, and a request that would cost a cent is refused with 402
      because it could have cost a dollar.

      ## Tools

      Give functions in `tools`; a model that wants one answers with `message.tool_calls`. Run it, append the model's message and a
      message with role `tool`, `tool_call_id` and the result, and call again. Use a model that supports `tools`:
      `modelgates models --tools`.

      ## Images

      `content` may be an array of `{"type": "text", "text": ...}` and `{"type": "image_url", "image_url": {"url": ...}}`, for models
      whose input modalities have `image`: `modelgates models --modality image`.

      ## What a call cost

      `usage.cost` in USD. `GET /generation?id=gen-...` tells tokens, cost and provider afterwards.
      """#)
}
