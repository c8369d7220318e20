import TestSupport

extension Transcript {
  static let revision20241105 = Transcript(
    #"""
    # 2024-11-05: initialize echoes the revision and offers no completions; tools and prompts have no titles, tools no
    # annotations and no output schema; audio and links become text; arguments that don't fit are -32602; not found is -32002.
    -> {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2024-11-05","capabilities":{},"clientInfo":{"name":"old","version":"1"}}}
    <- {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2024-11-05","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"logging":{}},"serverInfo":{"name":"fixture","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","method":"notifications/initialized"}
    -> {"jsonrpc":"2.0","id":1,"method":"ping"}
    <- {"jsonrpc":"2.0","id":1,"result":{}}
    -> {"jsonrpc":"2.0","id":2,"method":"resources/list"}
    <- {"jsonrpc":"2.0","id":2,"result":{"resources":[{"uri":"test://static-text","name":"static-text","description":"A text that never changes.","mimeType":"text/plain"},{"uri":"test://static-binary","name":"static-binary","description":"An image of one pixel.","mimeType":"image/png"},{"uri":"test://watched-resource","name":"watched-resource","description":"A text to subscribe to.","mimeType":"text/plain"}]}}
    -> {"jsonrpc":"2.0","id":3,"method":"prompts/list","params":{}}
    <- {"jsonrpc":"2.0","id":3,"result":{"prompts":[{"name":"test_simple_prompt","description":"A prompt without arguments.","arguments":[]},{"name":"test_prompt_with_arguments","description":"A prompt with two arguments.","arguments":[{"name":"arg1","description":"The first.","required":true},{"name":"arg2","description":"The second.","required":true}]},{"name":"test_prompt_with_embedded_resource","description":"A prompt that carries a resource.","arguments":[{"name":"resourceUri","description":"Its address.","required":true}]},{"name":"test_prompt_with_image","description":"A prompt that carries an image.","arguments":[]},{"name":"test_input_required_result_prompt","description":"A prompt that asks the user for its context.","arguments":[]}]}}
    -> {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"test_add","arguments":{"first":2}}}
    <- {"jsonrpc":"2.0","id":4,"result":{"content":[{"type":"text","text":"{\"sum\":3}"}]}}
    -> {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"test_add","arguments":{"first":"2"}}}
    <- {"jsonrpc":"2.0","id":5,"error":{"code":-32602,"message":"Invalid arguments for test_add. first: expected an integer, found a string."}}
    -> {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"test_audio_content"}}
    <- {"jsonrpc":"2.0","id":6,"result":{"content":[{"type":"text","text":"(audio/wav, which this protocol revision can't carry)"}]}}
    -> {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"test_resource_link"}}
    <- {"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"static-text: test://static-text"}]}}
    -> {"jsonrpc":"2.0","id":8,"method":"resources/read","params":{"uri":"test://nowhere"}}
    <- {"jsonrpc":"2.0","id":8,"error":{"code":-32002,"message":"Resource not found","data":{"uri":"test://nowhere"}}}
    -> {"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"test_tool_with_progress","_meta":{"progressToken":7}}}
    <- {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":7,"progress":0,"total":100}}
    <- {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":7,"progress":50,"total":100}}
    <- {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":7,"progress":100,"total":100}}
    <- {"jsonrpc":"2.0","id":9,"result":{"content":[{"type":"text","text":"Reported progress."}]}}
    -> {"jsonrpc":"2.0","id":10,"method":"tools/call","params":{"name":"test_elicitation","arguments":{"message":"?"}}}
    <- {"jsonrpc":"2.0","id":10,"error":{"code":-32021,"message":"A client capability is required that was not declared","data":{"requiredCapabilities":{"elicitation":{"form":{}}}}}}
    -> {"jsonrpc":"2.0","id":11,"method":"server/discover"}
    <- {"jsonrpc":"2.0","id":11,"error":{"code":-32601,"message":"Method not found: server/discover"}}
    -> {"jsonrpc":"2.0","id":12,"method":"subscriptions/listen","params":{"notifications":{}}}
    <- {"jsonrpc":"2.0","id":12,"error":{"code":-32601,"message":"Method not found: subscriptions/listen"}}
    """#)
}
