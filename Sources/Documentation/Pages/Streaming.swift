extension Page {
  static let streaming = Page(
    "streaming", title: "Streaming",
    summary:
      #"Get the answer piece by piece with server-sent events, and treat failures in the midst of it rightly."#,
    body: #"""
      ## Ask for a stream

      Send `"stream": true`. The response has `Content-Type: text/event-stream`; each event is a line `data: {...}` with a piece in
      `choices[0].delta.content`, and the last one is `data: [DONE]`.

      ```sh
      curl -N https://modelgates.ai/api/v1/chat/completions \
        -H "Authorization: Bearer $MODELGATES_API_KEY" -H "Content-Type: application/json" \
        -d '{"model": "openai/gpt-4.1-mini", "stream": true, "max_tokens": 200,
             "messages": [{"role": "user", "content": "Count to five."}]}'
      ```

      ## Python

      ```python
      stream = client.chat.completions.create(
          model="openai/gpt-4.1-mini", stream=True, max_tokens=200,
          messages=[{"role": "user", "content": "Count to five."}])
      for piece in stream:
          if piece.choices and piece.choices[0].delta.content:
              print(piece.choices[0].delta.content, end="", flush=True)
      ```

      ## Traps

      - Lines that begin with a colon are comments that keep the connection alive: skip them.
      - An event may be cut in two by the network: split by empty lines, not by reads.
      - A failure after the first token comes as an event with `error`, since the status was sent already.
      - The last event before `[DONE]` has `usage` and empty `choices`.
      - Close the connection to cancel; you pay for what was generated up to then.
      """#)
}
