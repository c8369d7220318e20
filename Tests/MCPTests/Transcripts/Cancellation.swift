import TestSupport

extension Transcript {
  static let cancellation = Transcript(
    #"""
    # A request that was cancelled is never answered, and the session goes on.
    -> {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2024-11-05","capabilities":{}}}
    <- {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2024-11-05","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"logging":{}},"serverInfo":{"name":"fixture","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_wait","arguments":{"gate":"a"}}}
    -> {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2,"reason":"enough"}}
    -> {"jsonrpc":"2.0","id":3,"method":"ping"}
    <- {"jsonrpc":"2.0","id":3,"result":{}}
    """#)
}
