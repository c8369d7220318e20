import TestSupport

extension Transcript {
  static let reinitialize = Transcript(
    #"""
    # A second initialize begins anew: revision, capabilities, log level and subscriptions of the first are gone.
    -> {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"sampling":{}}}}
    <- {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"debug"}}
    <- {"jsonrpc":"2.0","id":2,"result":{}}
    -> {"jsonrpc":"2.0","id":3,"method":"resources/subscribe","params":{"uri":"test://watched-resource"}}
    <- {"jsonrpc":"2.0","id":3,"result":{}}
    -> {"jsonrpc":"2.0","id":4,"method":"initialize","params":{"protocolVersion":"2024-11-05","capabilities":{}}}
    <- {"jsonrpc":"2.0","id":4,"result":{"protocolVersion":"2024-11-05","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"logging":{}},"serverInfo":{"name":"fixture","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"test_tool_with_logging"}}
    <- {"jsonrpc":"2.0","id":5,"result":{"content":[{"type":"text","text":"Logged three messages."}]}}
    -> {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"test_trigger_resource_change"}}
    <- {"jsonrpc":"2.0","id":6,"result":{"content":[{"type":"text","text":"Reported."}]}}
    -> {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"test_missing_capability"}}
    <- {"jsonrpc":"2.0","id":7,"error":{"code":-32021,"message":"A client capability is required that was not declared","data":{"requiredCapabilities":{"sampling":{}}}}}
    -> {"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"test_add","arguments":{"first":1}}}
    <- {"jsonrpc":"2.0","id":8,"result":{"content":[{"type":"text","text":"{\"sum\":2}"}]}}
    """#)
}
