import TestSupport

extension Transcript {
  static let discoverThenInitialize = Transcript(
    #"""
    # A client may discover first and initialize nevertheless (anthropics/claude-code#96183), and the era is decided by each
    # message: modern requests go on beside the session.
    -> {"jsonrpc":"2.0","id":0,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":0,"result":{"supportedVersions":["2026-07-28","2025-11-25","2025-06-18","2025-03-26","2024-11-05"],"capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"instructions":"Shows what the protocol can do.","resultType":"complete","ttlMs":3600000,"cacheScope":"public","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{}}}
    <- {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_simple_text"}}
    <- {"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"This is a simple text response for testing."}]}}
    -> {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"test_simple_text","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}
    <- {"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"This is a simple text response for testing."}],"resultType":"complete","_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}}}
    -> {"jsonrpc":"2.0","id":4,"method":"ping"}
    <- {"jsonrpc":"2.0","id":4,"result":{}}
    """#)
}
