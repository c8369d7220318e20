import TestSupport

extension Transcript {
  static let revision20250618 = Transcript(
    #"""
    # 2025-06-18: no batches any more; structured content beside the same as text; titles; links; forms are asked without a mode;
    # arguments that don't fit are still -32602.
    -> {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{"elicitation":{}}}}
    <- {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","method":"notifications/initialized"}
    -> [{"jsonrpc":"2.0","id":2,"method":"ping"}]
    <- {"jsonrpc":"2.0","error":{"code":-32600,"message":"Batches are not part of this protocol revision."}}
    -> {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"test_add","arguments":{"first":2,"second":3}}}
    <- {"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"{\"sum\":5}"}],"structuredContent":{"sum":5}}}
    -> {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"test_add","arguments":{"first":2,"secnd":3}}}
    <- {"jsonrpc":"2.0","id":4,"error":{"code":-32602,"message":"Invalid arguments for test_add. expected only first, second, found \"secnd\". Did you mean \"second\"?"}}
    -> {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"test_resource_link"}}
    <- {"jsonrpc":"2.0","id":5,"result":{"content":[{"type":"resource_link","uri":"test://static-text","name":"static-text","description":"A text.","mimeType":"text/plain"}]}}
    -> {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"test_elicitation","arguments":{"message":"Who are you?"}}}
    <- {"jsonrpc":"2.0","id":$first,"method":"elicitation/create","params":{"message":"Who are you?","requestedSchema":{"type":"object","properties":{"username":{"type":"string","description":"A name."},"email":{"type":"string","format":"email","description":"An address."}},"required":["username","email"]}}}
    -> {"jsonrpc":"2.0","id":$first,"result":{"action":"accept","content":{"username":"ada","email":"ada@example.com"}}}
    <- {"jsonrpc":"2.0","id":6,"result":{"content":[{"type":"text","text":"User response: action=accept, content={\"username\":\"ada\",\"email\":\"ada@example.com\"}"}]}}
    -> {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"test_elicitation_url"}}
    <- {"jsonrpc":"2.0","id":7,"error":{"code":-32021,"message":"A client capability is required that was not declared","data":{"requiredCapabilities":{"elicitation":{"url":{}}}}}}
    -> {"jsonrpc":"2.0","id":8,"method":"logging/setLevel","params":{"level":"error"}}
    <- {"jsonrpc":"2.0","id":8,"result":{}}
    -> {"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"test_logging_tool"}}
    <- {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"error","logger":"fixture","data":"At error"}}
    <- {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"critical","logger":"fixture","data":"At critical"}}
    <- {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"alert","logger":"fixture","data":"At alert"}}
    <- {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"emergency","logger":"fixture","data":"At emergency"}}
    <- {"jsonrpc":"2.0","id":9,"result":{"content":[{"type":"text","text":"Logged a message of each level."}]}}
    -> {"jsonrpc":"2.0","id":10,"method":"prompts/get","params":{"name":"test_prompt_with_embedded_resource","arguments":{"resourceUri":"test://x"}}}
    <- {"jsonrpc":"2.0","id":10,"result":{"description":"A prompt that carries a resource.","messages":[{"role":"user","content":{"type":"resource","resource":{"uri":"test://x","mimeType":"text/plain","text":"An embedded resource."}}},{"role":"user","content":{"type":"text","text":"Please read it."}}]}}
    """#)
}
