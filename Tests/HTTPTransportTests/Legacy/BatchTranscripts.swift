/// Arrays of messages, which 2025-03-26 and before have.
extension HTTPTranscript {
  static let batches: [HTTPTranscript] = [
    HTTPTranscript(
      #"""
      # 2025-03-26: the answers of a batch come as one array, or as the last event of a stream; without a request it is 202.
      a POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      b POST Mcp-Session-Id: $session
        [{"jsonrpc":"2.0","id":2,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/initialized"},{"jsonrpc":"2.0","id":3,"method":"no/such"},1]
      b < 200 application/json
      b < [{"jsonrpc":"2.0","id":2,"result":{}},{"jsonrpc":"2.0","id":3,"error":{"code":-32601,"message":"Method not found: no/such"}},{"jsonrpc":"2.0","error":{"code":-32600,"message":"A message is an object, not an integer."}}]
      b < end
      c POST Mcp-Session-Id: $session
        [{"jsonrpc":"2.0","method":"notifications/initialized"},{"jsonrpc":"2.0","id":9,"result":{}}]
      c < 202
      d POST Mcp-Session-Id: $session
        [{"jsonrpc":"2.0","id":4,"method":"ping"},{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"test_tool_with_progress","_meta":{"progressToken":7}}}]
      d < 200 text/event-stream
      d < id: $stream-1
      d < event: message
      d < data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":7,"progress":0,"total":100,"message":"Completed 0 of 100"}}
      d < id: $stream-2
      d < event: message
      d < data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":7,"progress":50,"total":100,"message":"Completed 50 of 100"}}
      d < id: $stream-3
      d < event: message
      d < data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":7,"progress":100,"total":100,"message":"Completed 100 of 100"}}
      d < id: $stream-4
      d < event: message
      d < data: [{"jsonrpc":"2.0","id":4,"result":{}},{"jsonrpc":"2.0","id":5,"result":{"content":[{"type":"text","text":"Reported progress."}]}}]
      d < end
      e POST Mcp-Session-Id: $session
        []
      e < 400 application/json
      e < {"jsonrpc":"2.0","error":{"code":-32600,"message":"An empty batch."}}
      f POST Mcp-Session-Id: $session
        [{"jsonrpc":"2.0","id":6,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}]
      f < 400 application/json
      f < {"jsonrpc":"2.0","error":{"code":-32600,"message":"\"initialize\" can't be part of a batch."}}
      g POST
        [{"jsonrpc":"2.0","id":2,"method":"ping"}]
      g < 400 application/json
      """#),
    HTTPTranscript(
      #"""
      # Later revisions have no batches.
      a POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      b POST Mcp-Session-Id: $session; MCP-Protocol-Version: 2025-06-18
        [{"jsonrpc":"2.0","id":2,"method":"ping"}]
      b < 400 application/json
      b < {"jsonrpc":"2.0","error":{"code":-32600,"message":"Batches are not part of this protocol revision."}}
      """#),
  ]
}
