import TestSupport

extension Transcript {
  static let revision20250326 = Transcript(
    #"""
    # 2025-03-26: batches are answered by one array in the batch's order, or by nothing; tools have annotations, progress has a
    # message; audio is there, titles and structured content are not yet.
    -> {"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{}}}
    <- {"jsonrpc":"2.0","id":"a","result":{"protocolVersion":"2025-03-26","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> [{"jsonrpc":"2.0","method":"notifications/initialized"}]
    -> [{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/unknown"},{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_simple_text"}},{"jsonrpc":"2.0","id":3,"method":"unknown"},7,{"jsonrpc":"2.0","id":99,"result":{}}]
    <- [{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"This is a simple text response for testing."}]}},{"jsonrpc":"2.0","id":3,"error":{"code":-32601,"message":"Method not found: unknown"}},{"jsonrpc":"2.0","error":{"code":-32600,"message":"A message is an object, not an integer."}}]
    -> []
    <- {"jsonrpc":"2.0","error":{"code":-32600,"message":"An empty batch."}}
    -> {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"test_add","arguments":{"first":2,"second":3}}}
    <- {"jsonrpc":"2.0","id":4,"result":{"content":[{"type":"text","text":"{\"sum\":5}"}]}}
    -> {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"test_audio_content","arguments":{}}}
    <- {"jsonrpc":"2.0","id":5,"result":{"content":[{"type":"audio","data":"UklGRigAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQQAAAAAAAAA","mimeType":"audio/wav"}]}}
    -> {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"test_tool_with_progress","_meta":{"progressToken":"p"}}}
    <- {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p","progress":0,"total":100,"message":"Completed 0 of 100"}}
    <- {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p","progress":50,"total":100,"message":"Completed 50 of 100"}}
    <- {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p","progress":100,"total":100,"message":"Completed 100 of 100"}}
    <- {"jsonrpc":"2.0","id":6,"result":{"content":[{"type":"text","text":"Reported progress."}]}}
    -> {"jsonrpc":"2.0","id":7,"method":"resources/templates/list"}
    <- {"jsonrpc":"2.0","id":7,"result":{"resourceTemplates":[{"uriTemplate":"test://template/{id}/data","name":"template","description":"Data by its id; there is none for the id 0.","mimeType":"application/json"}]}}
    -> {"jsonrpc":"2.0","id":8,"method":"completion/complete","params":{"ref":{"type":"ref/prompt","name":"test_prompt_with_arguments"},"argument":{"name":"arg1","value":"par"}}}
    <- {"jsonrpc":"2.0","id":8,"result":{"completion":{"values":["paris","park","party"],"total":3,"hasMore":false}}}
    -> {"jsonrpc":"2.0","id":9,"method":"prompts/get","params":{"name":"test_prompt_with_arguments","arguments":{"arg1":"x","arg2":"y"}}}
    <- {"jsonrpc":"2.0","id":9,"result":{"description":"A prompt with two arguments.","messages":[{"role":"user","content":{"type":"text","text":"Prompt with arguments: arg1='x', arg2='y'"}}]}}
    """#)
}
