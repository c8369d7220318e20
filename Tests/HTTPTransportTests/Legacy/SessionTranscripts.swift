/// Sessions as they begin, go on and end.
extension HTTPTranscript {
  static let sessions: [HTTPTranscript] = [
    HTTPTranscript(
      #"""
      # A whole session of 2025-11-25: the id comes with the answer to initialize; notifications are taken with 202; DELETE
      # ends it, and from then on its id is unknown.
      a POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      a < {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
      a < end
      b POST Mcp-Session-Id: $session; MCP-Protocol-Version: 2025-11-25
        {"jsonrpc":"2.0","method":"notifications/initialized"}
      b < 202
      b < end
      c POST Mcp-Session-Id: $session; MCP-Protocol-Version: 2025-11-25
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_add","arguments":{"first":1,"second":2}}}
      c < 200 application/json
      c < {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"{\"sum\":3}"}],"structuredContent":{"sum":3}}}
      c < end
      d POST Mcp-Session-Id: $session; MCP-Protocol-Version: 2025-11-25
        {"jsonrpc":"2.0","id":3,"method":"ping"}
      d < 200 application/json
      d < {"jsonrpc":"2.0","id":3,"result":{}}
      d < end
      e POST Mcp-Session-Id: $session; MCP-Protocol-Version: 2025-11-25
        {"jsonrpc":"2.0","id":4,"method":"no/such"}
      e < 200 application/json
      e < {"jsonrpc":"2.0","id":4,"error":{"code":-32601,"message":"Method not found: no/such"}}
      e < end
      f DELETE Mcp-Session-Id: $session; MCP-Protocol-Version: 2025-11-25
      f < 204
      f < end
      g POST Mcp-Session-Id: $session; MCP-Protocol-Version: 2025-11-25
        {"jsonrpc":"2.0","id":5,"method":"ping"}
      g < 404 application/json
      g < {"jsonrpc":"2.0","id":5,"error":{"code":-32600,"message":"Session not found. Begin a new one with \"initialize\"."}}
      g < end
      h DELETE Mcp-Session-Id: $session
      h < 404 application/json
      i GET Mcp-Session-Id: $session
      i < 404 application/json
      # Whatever id it brings: initialize begins anew.
      j POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":6,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{}}}
      j < 200 application/json
      j < Mcp-Session-Id: $second
      k POST Mcp-Session-Id: $second
        {"jsonrpc":"2.0","id":7,"method":"ping"}
      k < 200 application/json
      k < {"jsonrpc":"2.0","id":7,"result":{}}
      """#),
    HTTPTranscript(
      #"""
      # A restarted server with the same key goes on; one with another key knows nothing of the session. What the client
      # declared at initialize still holds; the log level is forgotten.
      a POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{"elicitation":{}}}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      b POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"debug"}}
      b < 200 application/json
      restart
      c POST Mcp-Session-Id: $session; MCP-Protocol-Version: 2025-06-18
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"test_tool_with_logging"}}
      c < 200 application/json
      c < {"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"Logged three messages."}]}}
      d POST Mcp-Session-Id: $session; MCP-Protocol-Version: 2025-06-18
        {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"test_elicitation_sep1034_defaults"}}
      d < 200 text/event-stream
      restart with another key
      e POST Mcp-Session-Id: $session; MCP-Protocol-Version: 2025-06-18
        {"jsonrpc":"2.0","id":5,"method":"ping"}
      e < 404 application/json
      e < {"jsonrpc":"2.0","id":5,"error":{"code":-32600,"message":"Session not found. Begin a new one with \"initialize\"."}}
      restart
      f POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":6,"method":"ping"}
      f < 200 application/json
      f < {"jsonrpc":"2.0","id":6,"result":{}}
      """#),
    HTTPTranscript(
      #"""
      # The field says which revision: none is fine, since the session has its own; an unknown one is refused; a modern one
      # belongs to another way to ask. No session is 400.
      a POST MCP-Protocol-Version: 2025-11-25
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"1999-01-01"}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      a < {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
      b POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":2,"method":"ping"}
      b < 200 application/json
      c POST Mcp-Session-Id: $session; MCP-Protocol-Version: 2024-11-05
        {"jsonrpc":"2.0","id":2,"method":"ping"}
      c < 200 application/json
      d POST Mcp-Session-Id: $session; MCP-Protocol-Version: invalid-protocol-version
        {"jsonrpc":"2.0","id":2,"method":"ping","params":{}}
      d < 400 application/json
      d < {"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"params._meta lacks \"io.modelcontextprotocol/protocolVersion\" and \"io.modelcontextprotocol/clientCapabilities\"."}}
      e POST Mcp-Session-Id: $session; MCP-Protocol-Version: 2000-01-01
        {"jsonrpc":"2.0","id":2,"method":"ping"}
      e < 400 application/json
      f POST MCP-Protocol-Version: 2099-01-01
        {"jsonrpc":"2.0","id":2,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}
      f < 400 application/json
      g GET Mcp-Session-Id: $session; MCP-Protocol-Version: 2000-01-01
      g < 400 application/json
      h DELETE Mcp-Session-Id: $session; MCP-Protocol-Version: 2000-01-01
      h < 400 application/json
      i POST MCP-Protocol-Version: 2025-11-25
        {"jsonrpc":"2.0","id":2,"method":"tools/list"}
      i < 400 application/json
      i < {"jsonrpc":"2.0","id":2,"error":{"code":-32600,"message":"Mcp-Session-Id is missing. A session begins with \"initialize\"."}}
      j POST
        {"jsonrpc":"2.0","method":"notifications/initialized"}
      j < 400 application/json
      k POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":3}
      k < 400 application/json
      k < {"jsonrpc":"2.0","id":3,"error":{"code":-32600,"message":"A request has a \"method\", a response a \"result\" or an \"error\"."}}
      l GET Mcp-Session-Id: $session; Accept: application/json
      l < 406 application/json
      """#),
    HTTPTranscript(
      #"""
      # A session that nobody has used for a while leaves memory and comes back by its id; after a week it is refused.
      a POST
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}
      a < 200 application/json
      a < Mcp-Session-Id: $session
      b POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"debug"}}
      b < 200 application/json
      c POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"test_tool_with_logging"}}
      c < 200 text/event-stream
      wait 1801
      beat
      d POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":4,"method":"ping"}
      d < 200 application/json
      wait 602998
      e POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":5,"method":"ping"}
      e < 200 application/json
      wait 2
      f POST Mcp-Session-Id: $session
        {"jsonrpc":"2.0","id":6,"method":"ping"}
      f < 404 application/json
      """#),
  ]
}
