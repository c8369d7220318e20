import TestSupport

extension Transcript {
  static let revision20251125 = Transcript(
    #"""
    # 2025-11-25: arguments that don't fit come back as a result with isError; forms have a mode; a subscription is told of
    # updates until it is taken back; -32601 for methods of the other era.
    -> {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{"form":{},"url":{}},"sampling":{},"roots":{"listChanged":true}},"clientInfo":{"name":"claude-code","version":"2.1.285"}}}
    <- {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","method":"notifications/initialized"}
    -> {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_add","arguments":{"first":1001}}}
    <- {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"Invalid arguments for test_add. first: expected an integer from -1000 to 1000, found an integer."}],"isError":true}}
    -> {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"test_ad"}}
    <- {"jsonrpc":"2.0","id":3,"error":{"code":-32602,"message":"Unknown tool: test_ad. Did you mean \"test_add\"?"}}
    -> {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"test_elicitation","arguments":{"message":"Who?"}}}
    <- {"jsonrpc":"2.0","id":$first,"method":"elicitation/create","params":{"mode":"form","message":"Who?","requestedSchema":{"type":"object","properties":{"username":{"type":"string","description":"A name."},"email":{"type":"string","format":"email","description":"An address."}},"required":["username","email"]}}}
    -> {"jsonrpc":"2.0","id":$first,"result":{"action":"decline"}}
    <- {"jsonrpc":"2.0","id":4,"result":{"content":[{"type":"text","text":"User response: action=decline, content={}"}]}}
    -> {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"test_sampling","arguments":{"prompt":"Say hi."}}}
    <- {"jsonrpc":"2.0","id":$second,"method":"sampling/createMessage","params":{"messages":[{"role":"user","content":{"type":"text","text":"Say hi."}}],"maxTokens":100}}
    -> {"jsonrpc":"2.0","id":$second,"result":{"role":"assistant","content":{"type":"text","text":"Hi."},"model":"m"}}
    <- {"jsonrpc":"2.0","id":5,"result":{"content":[{"type":"text","text":"LLM response: Hi."}]}}
    -> {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"test_elicitation_url"}}
    <- {"jsonrpc":"2.0","id":$third,"method":"elicitation/create","params":{"mode":"url","message":"Please visit.","elicitationId":"elicitation-1","url":"https://example.com/visit"}}
    -> {"jsonrpc":"2.0","id":$third,"result":{"action":"accept"}}
    <- {"jsonrpc":"2.0","id":6,"result":{"content":[{"type":"text","text":"User response: action=accept, content={}"}]}}
    -> {"jsonrpc":"2.0","id":7,"method":"resources/subscribe","params":{"uri":"test://watched-resource"}}
    <- {"jsonrpc":"2.0","id":7,"result":{}}
    -> {"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"test_trigger_resource_change"}}
    <~ {"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"test://watched-resource"}}
    <~ {"jsonrpc":"2.0","id":8,"result":{"content":[{"type":"text","text":"Reported."}]}}
    -> {"jsonrpc":"2.0","id":9,"method":"resources/unsubscribe","params":{"uri":"test://watched-resource"}}
    <- {"jsonrpc":"2.0","id":9,"result":{}}
    -> {"jsonrpc":"2.0","id":10,"method":"tools/call","params":{"name":"test_trigger_resource_change"}}
    <- {"jsonrpc":"2.0","id":10,"result":{"content":[{"type":"text","text":"Reported."}]}}
    -> {"jsonrpc":"2.0","id":11,"method":"tools/call","params":{"name":"test_trigger_tool_change"}}
    <~ {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}
    <~ {"jsonrpc":"2.0","id":11,"result":{"content":[{"type":"text","text":"Reported."}]}}
    -> {"jsonrpc":"2.0","id":13,"method":"server/discover"}
    <- {"jsonrpc":"2.0","id":13,"error":{"code":-32601,"message":"Method not found: server/discover"}}
    -> {"jsonrpc":"2.0","id":14,"method":"tools/call","params":{"name":"test_error_handling"}}
    <- {"jsonrpc":"2.0","id":14,"result":{"content":[{"type":"text","text":"This tool always fails."}],"isError":true}}
    """#)
}
