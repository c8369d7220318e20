import TestSupport

extension Transcript {
  static let versions = Transcript(
    #"""
    # Whatever revision initialize names, it is answered at once: an unknown one, none, one that is no string, and the modern
    # one get the newest that has sessions (stripe/ai#290 hung here).
    -> {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2030-01-01","capabilities":{}}}
    <- {"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","id":2,"method":"initialize","params":{"capabilities":{}}}
    <- {"jsonrpc":"2.0","id":2,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","id":3,"method":"initialize","params":{"protocolVersion":20251125,"capabilities":[]}}
    <- {"jsonrpc":"2.0","id":3,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","id":4,"method":"initialize","params":{"protocolVersion":"2026-07-28","capabilities":{}}}
    <- {"jsonrpc":"2.0","id":4,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","id":5,"method":"initialize"}
    <- {"jsonrpc":"2.0","id":5,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    -> {"jsonrpc":"2.0","id":6,"method":"initialize","params":{"protocolVersion":"","capabilities":{}}}
    <- {"jsonrpc":"2.0","id":6,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    """#)
}
