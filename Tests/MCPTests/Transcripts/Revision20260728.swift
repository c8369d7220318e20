import TestSupport

extension Transcript {
  static let revision20260728 = Transcript(
    #"""
    # 2026-07-28: every result has its type and the server's name, lists say how long they may be kept; questions end a request,
    # which is repeated with the answers and the state; nothing is needed before the first request.
    -> {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":1,"result":{"supportedVersions":["2026-07-28","2025-11-25","2025-06-18","2025-03-26","2024-11-05"],"capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"instructions":"Shows what the protocol can do.","resultType":"complete","ttlMs":3600000,"cacheScope":"public","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_add","arguments":{"first":2,"second":3},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"{\"sum\":5}"}],"structuredContent":{"sum":5},"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"test_add","arguments":{},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"Invalid arguments for test_add. first: expected a value, found nothing."}],"isError":true,"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> {"jsonrpc":"2.0","id":4,"method":"resources/read","params":{"uri":"test://static-text","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":4,"result":{"contents":[{"uri":"test://static-text","mimeType":"text/plain","text":"This is the content of the static text resource."}],"resultType":"complete","ttlMs":3600000,"cacheScope":"public","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> {"jsonrpc":"2.0","id":5,"method":"resources/read","params":{"uri":"test://nowhere","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":5,"error":{"code":-32602,"message":"Resource not found","data":{"uri":"test://nowhere"}}}
    -> {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"test_input_required_result_elicitation","arguments":{},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"elicitation":{},"sampling":{},"roots":{}}}}}
    <- {"jsonrpc":"2.0","id":6,"result":{"inputRequests":{"user_name":{"method":"elicitation/create","params":{"mode":"form","message":"What is your name?","requestedSchema":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}}}},"requestState":"$state","resultType":"input_required","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"test_input_required_result_elicitation","arguments":{},"inputResponses":{"user_name":{"action":"accept","content":{"name":"Ada"}}},"requestState":"$state","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"elicitation":{},"sampling":{},"roots":{}}}}}
    <- {"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"Hello, Ada!"}],"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> {"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"test_missing_capability","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":8,"error":{"code":-32021,"message":"A client capability is required that was not declared","data":{"requiredCapabilities":{"sampling":{}}}}}
    -> {"jsonrpc":"2.0","id":9,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":9,"error":{"code":-32601,"message":"Method not found: ping"}}
    -> {"jsonrpc":"2.0","id":10,"method":"initialize","params":{"protocolVersion":"2026-07-28","capabilities":{},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":10,"error":{"code":-32601,"message":"Method not found: initialize"}}
    -> {"jsonrpc":"2.0","id":11,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2027-01-01","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":11,"error":{"code":-32022,"message":"Unsupported protocol version","data":{"supported":["2026-07-28","2025-11-25","2025-06-18","2025-03-26","2024-11-05"],"requested":"2027-01-01"}}}
    -> {"jsonrpc":"2.0","id":12,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}
    <- {"jsonrpc":"2.0","id":12,"error":{"code":-32602,"message":"_meta[\"io.modelcontextprotocol/clientCapabilities\"] must be an object."}}
    -> {"jsonrpc":"2.0","id":14,"method":"tools/call","params":{"name":"test_tool_with_logging","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":14,"result":{"content":[{"type":"text","text":"Logged three messages."}],"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> {"jsonrpc":"2.0","id":15,"method":"tools/call","params":{"name":"test_tool_with_logging","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/logLevel":"info"}}}
    <- {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"Tool execution started"}}
    <- {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"Tool processing data"}}
    <- {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"Tool execution completed"}}
    <- {"jsonrpc":"2.0","id":15,"result":{"content":[{"type":"text","text":"Logged three messages."}],"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> {"jsonrpc":"2.0","id":"sub","method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true,"resourceSubscriptions":["test://watched-resource","test://nowhere"]},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"sub"},"notifications":{"toolsListChanged":true,"resourceSubscriptions":["test://watched-resource"]}}}
    -> {"jsonrpc":"2.0","id":16,"method":"tools/call","params":{"name":"test_trigger_resource_change","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <~ {"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"sub"},"uri":"test://watched-resource"}}
    <~ {"jsonrpc":"2.0","id":16,"result":{"content":[{"type":"text","text":"Reported."}],"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> {"jsonrpc":"2.0","id":17,"method":"tools/call","params":{"name":"test_trigger_prompt_change","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":17,"result":{"content":[{"type":"text","text":"Reported."}],"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> end of input
    <- {"jsonrpc":"2.0","id":"sub","result":{"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"io.modelcontextprotocol/subscriptionId":"sub"}}}
    """#)
}
