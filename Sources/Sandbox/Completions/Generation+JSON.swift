import JSON

extension Generation {
  private var usage: JSON {
    [
      "prompt_tokens": .integer(Int64(promptTokens)), "completion_tokens": .integer(Int64(completionTokens)),
      "total_tokens": .integer(Int64(promptTokens + completionTokens)), "cost": cost.json,
    ]
  }

  private func chat(_ object: String, _ choice: JSON) -> JSONObject {
    [
      "id": .string(id), "object": .string(object), "created": .integer(Int64(createdAt)), "model": .string(model),
      "provider": "Sandbox", "choices": [choice],
    ]
  }

  /// The whole answer.
  func reply(with text: String) -> Reply {
    var body = chat(
      "chat.completion",
      [
        "index": 0, "finish_reason": .string(finishReason), "native_finish_reason": .string(finishReason),
        "message": ["role": "assistant", "content": .string(text), "refusal": nil],
      ])
    body["usage"] = usage
    return .ok(.object(body))
  }

  /// The same as server-sent events: the text, then its end with the usage.
  func stream(of text: String) -> Reply {
    let content = chat(
      "chat.completion.chunk",
      ["index": 0, "delta": ["role": "assistant", "content": .string(text)], "finish_reason": nil])
    var end = chat(
      "chat.completion.chunk",
      ["index": 0, "delta": ["content": ""], "finish_reason": .string(finishReason)])
    end["usage"] = usage
    let events = [JSON.object(content).description, JSON.object(end).description, "[DONE]"]
    let bytes = events.flatMap { Array("data: \($0)\n\n".utf8) }
    return Reply(200, .bytes(bytes, type: "text/event-stream"))
  }

  /// The answer to `GET /generation`, with every member of the schema `GenerationResponse`.
  func details(workspace: String) -> JSON {
    var details: JSONObject = [
      "id": .string(id), "model": .string(model), "created_at": .string(Timestamp.text(createdAt)),
      "total_cost": cost.json, "usage": cost.json, "origin": "", "provider_name": "Sandbox",
      "api_type": "completions", "data_region": "global", "is_byok": false, "cancelled": false,
      "streamed": .bool(streamed), "finish_reason": .string(finishReason),
      "native_finish_reason": .string(finishReason), "tokens_prompt": .integer(Int64(promptTokens)),
      "tokens_completion": .integer(Int64(completionTokens)), "native_tokens_prompt": .integer(Int64(promptTokens)),
      "native_tokens_completion": .integer(Int64(completionTokens)), "workspace_id": .string(workspace),
    ]
    for name in Self.unknown { details[name] = JSON.null }
    return .object(details)
  }

  /// What nobody measures in a sandbox.
  private static let unknown = [
    "app_id", "cache_discount", "external_user", "generation_time", "http_referer", "latency", "moderation_latency",
    "native_tokens_cached", "native_tokens_completion_images", "native_tokens_reasoning", "num_fetches",
    "num_input_audio_prompt", "num_media_completion", "num_media_prompt", "num_search_results", "preset_id",
    "provider_responses", "router", "service_tier", "upstream_id", "upstream_inference_cost", "user_agent",
    "web_search_engine",
  ]
}
