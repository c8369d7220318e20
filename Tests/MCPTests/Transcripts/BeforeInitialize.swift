import TestSupport

extension Transcript {
  static let beforeInitialize = Transcript(
    #"""
    # Before initialize there is ping; notifications are taken in silence; what else names no revision is refused with -32602
    # and the server lives on.
    -> {"jsonrpc":"2.0","id":1,"method":"ping"}
    <- {"jsonrpc":"2.0","id":1,"result":{}}
    -> {"jsonrpc":"2.0","method":"notifications/initialized"}
    -> {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}
    -> {"jsonrpc":"2.0","id":2,"method":"tools/list"}
    <- {"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"params._meta lacks \"io.modelcontextprotocol/protocolVersion\" and \"io.modelcontextprotocol/clientCapabilities\", and no session was begun with initialize."}}
    -> {"jsonrpc":"2.0","id":3,"method":"server/discover"}
    <- {"jsonrpc":"2.0","id":3,"error":{"code":-32602,"message":"params._meta lacks \"io.modelcontextprotocol/protocolVersion\" and \"io.modelcontextprotocol/clientCapabilities\", and no session was begun with initialize."}}
    -> {"jsonrpc":"2.0","id":4,"method":"no/such"}
    <- {"jsonrpc":"2.0","id":4,"error":{"code":-32602,"message":"params._meta lacks \"io.modelcontextprotocol/protocolVersion\" and \"io.modelcontextprotocol/clientCapabilities\", and no session was begun with initialize."}}
    -> [{"jsonrpc":"2.0","id":5,"method":"ping"}]
    <- {"jsonrpc":"2.0","error":{"code":-32600,"message":"Batches are not part of this protocol revision."}}
    -> {"jsonrpc":"2.0","id":6,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{}}}
    <- {"jsonrpc":"2.0","id":6,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true},"resources":{"subscribe":true,"listChanged":true},"prompts":{"listChanged":true},"completions":{},"logging":{}},"serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"},"instructions":"Shows what the protocol can do."}}
    """#)
}
