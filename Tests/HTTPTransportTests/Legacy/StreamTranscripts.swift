/// Streams of sessions: questions, notifications, what happens when connections break.
extension HTTPTranscript {
  static let streams: [HTTPTranscript] = [
    HTTPTranscript(
      #"""
      # A question to the client goes out on the stream of the request that it belongs to, and its answer comes by POST.
      a POST
        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{}}}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      b POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":0,"method":"tools/call","params":{"name":"test_elicitation","arguments":{"message":"Who?"}}}
      b < 200 text/event-stream
      b < id: $stream-1
      b < data:
      b < id: $stream-2
      b < event: message
      b < data: {"jsonrpc":"2.0","id":$question,"method":"elicitation/create","params":{"mode":"form","message":"Who?","requestedSchema":{"type":"object","properties":{"username":{"type":"string","description":"A name."},"email":{"type":"string","format":"email","description":"An address."}},"required":["username","email"]}}}
      c POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":1,"result":{"action":"decline"}}
      c < 202
      c < end
      d POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":$question,"result":{"action":"accept","content":{"username":"ada"}}}
      d < 202
      b < id: $stream-3
      b < event: message
      b < data: {"jsonrpc":"2.0","id":0,"result":{"content":[{"type":"text","text":"User response: action=accept, content={\"username\":\"ada\"}"}]}}
      b < end
      """#),
    HTTPTranscript(
      #"""
      # Hanging up doesn't cancel; the client comes back with the last event that it has heard, and gets the rest, once for
      # each time that it asks. Older revisions have no event without data at the beginning.
      a POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      b POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_wait","arguments":{"gate":"x"},"_meta":{"progressToken":"t"}}}
      b < 200 text/event-stream
      b < id: $stream-1
      b < event: message
      b < data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1}}
      b hangs up
      c POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"test_open","arguments":{"gate":"x"}}}
      c < 200 application/json
      d GET Mcp-Session-Id: $session; Last-Event-ID: $stream-1
      d < 200 text/event-stream
      d < id: $stream-2
      d < event: message
      d < data: {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"Passed x."}]}}
      d < end
      e GET Mcp-Session-Id: $session; Last-Event-ID: $stream-1
      e < 200 text/event-stream
      e < id: $stream-2
      e < event: message
      e < data: {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"Passed x."}]}}
      e < end
      f GET Mcp-Session-Id: $session; Last-Event-ID: $stream-3
      f < 400 application/json
      g GET Mcp-Session-Id: $session; Last-Event-ID: nonsense
      g < 400 application/json
      # Another session knows nothing of it.
      h POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}
      h < 200 application/json
      h < Mcp-Session-Id: $other
      i GET Mcp-Session-Id: $other; Last-Event-ID: $stream-1
      i < 400 application/json
      # After some minutes it is gone.
      wait 301
      j POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"test_wait","arguments":{"gate":"y"}}}
      beat
      j < 200 text/event-stream
      k GET Mcp-Session-Id: $session; Last-Event-ID: $stream-1
      k < 400 application/json
      """#),
    HTTPTranscript(
      #"""
      # A client that comes back while the request is still being answered goes on live, and leaves its old connection.
      a POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      b POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_wait","arguments":{"gate":"x"},"_meta":{"progressToken":"t"}}}
      b < 200 text/event-stream
      b < id: $stream-1
      b < data:
      b < id: $stream-2
      b < event: message
      b < data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1}}
      c GET Mcp-Session-Id: $session; Last-Event-ID: $stream-1
      c < 200 text/event-stream
      c < id: $stream-2
      c < event: message
      c < data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1}}
      b < end
      d POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"test_open","arguments":{"gate":"x"}}}
      d < 200 application/json
      c < id: $stream-3
      c < event: message
      c < data: {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"Passed x."}]}}
      c < end
      """#),
    HTTPTranscript(
      #"""
      # A tool that takes long lets go of the connection; the client comes back for the answer.
      a POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      b POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_reconnection"}}
      b < 200 text/event-stream
      b < id: $stream-1
      b < data:
      b < retry: 500
      b < end
      c GET Mcp-Session-Id: $session; Last-Event-ID: $stream-1
      c < 200 text/event-stream
      c < id: $stream-2
      c < event: message
      c < data: {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"Reconnection test completed successfully."}]}}
      c < end
      """#),
    HTTPTranscript(
      #"""
      # An older client, which doesn't know that, waits instead.
      a POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      b POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_reconnection"}}
      b < 200 application/json
      b < {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"Reconnection test completed successfully."}]}}
      """#),
    HTTPTranscript(
      #"""
      # What belongs to no request goes out on one GET stream alone. One that lost its client keeps what it would have said;
      # a new one takes its place.
      a POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      b POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_trigger_tool_change"}}
      b < 200 application/json
      c GET Mcp-Session-Id: $session; MCP-Protocol-Version: 2025-06-18
      c < 200 text/event-stream
      beat
      c < : keep-alive
      d POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"test_trigger_tool_change"}}
      d < 200 application/json
      d < {"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"Reported."}]}}
      c < id: $stream-1
      c < event: message
      c < data: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}
      e GET Mcp-Session-Id: $session
      e < 200 text/event-stream
      f POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"test_trigger_prompt_change"}}
      f < 200 application/json
      e < id: $newer-1
      e < event: message
      e < data: {"jsonrpc":"2.0","method":"notifications/prompts/list_changed"}
      e hangs up
      g POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"test_trigger_tool_change"}}
      g < 200 application/json
      c < id: $stream-2
      c < event: message
      c < data: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}
      c hangs up
      h POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"test_trigger_resource_list_change"}}
      h < 200 application/json
      i GET Mcp-Session-Id: $session; Last-Event-ID: $newer-1
      i < 200 text/event-stream
      i < id: $newer-2
      i < event: message
      i < data: {"jsonrpc":"2.0","method":"notifications/resources/list_changed"}
      # The server was restarted: nothing of the stream is left, so it begins again.
      restart
      j GET Mcp-Session-Id: $session; Last-Event-ID: $newer-2
      j < 200 text/event-stream
      k POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"test_trigger_tool_change"}}
      k < 200 application/json
      j < id: $third-1
      """#),
    HTTPTranscript(
      #"""
      # A cancelled request gets no answer, but its POST an end. DELETE cancels what is in flight and ends the streams.
      a POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      b POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_wait","arguments":{"gate":"x"}}}
      c POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":2,"method":"ping"}
      c < 200 application/json
      d POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_wait","arguments":{"gate":"x"}}}
      d < 200 application/json
      d < {"jsonrpc":"2.0","id":2,"error":{"code":-32600,"message":"The id is in use by a request in flight."}}
      e POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2,"reason":"enough"}}
      e < 202
      b < 202
      b < end
      f POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"test_wait","arguments":{"gate":"y"},"_meta":{"progressToken":"t"}}}
      f < 200 text/event-stream
      f < id: $stream-1
      f < data:
      f < id: $stream-2
      f < event: message
      f < data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1}}
      g GET Mcp-Session-Id: $session
      g < 200 text/event-stream
      g < id: $alone-1
      g < data:
      h DELETE Mcp-Session-Id: $session
      h < 204
      g < end
      f < end
      """#),
  ]
}
