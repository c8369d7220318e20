import Gateway
import JSON

extension SandboxState {
  /// Answers an idempotent request: by `work` the first time, and with the same reply for a day after that. Only
  /// replies that `work` returns are remembered; after a refusal the same key may be used again.
  ///
  /// - Parameters:
  ///   - key: The idempotency key; nil does the work in any case.
  ///   - content: What must be the same when the key is used again.
  mutating func once(
    _ key: String?, account: String, content: String, at now: Int,
    _ work: (inout SandboxState) throws(Refusal) -> Reply
  ) throws(Refusal) -> Reply {
    guard let key else { return try work(&self) }
    let fingerprint = try Digest.sha256(Array(content.utf8))
    let known = replays.first { $0.account == account && $0.key == key && $0.createdAt > now - Limits.replayAge }
    if let known {
      guard known.fingerprint == fingerprint else {
        throw .conflict("The idempotency key was used for another request")
      }
      return Reply(known.status, known.reply)
    }
    let reply = try work(&self)
    if case .json(let body) = reply.body, reply.status < 300 {
      var replay = Replay()
      replay.account = account
      replay.key = key
      replay.fingerprint = fingerprint
      replay.status = reply.status
      replay.reply = body
      replay.createdAt = now
      replays.append(replay)
    }
    return reply
  }
}

extension Call {
  /// The `Idempotency-Key` field, if the request has one.
  func idempotencyKey() throws(Refusal) -> String? {
    guard let key = field("Idempotency-Key") else { return nil }
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .invalid("Idempotency-Key: expected 1 to 255 visible ASCII characters")
    }
    return key
  }

  /// Method, path and body, by which a repeated request is told from another one. Payment credentials are for one request
  /// and kept by nobody, so a repetition comes without them.
  var content: String {
    var content = "\(request.method.rawValue) \(request.path)\n"
    if case .json(.object(var members)) = request.body {
      members["payment_credentials"] = nil
      content += JSON.object(members).description
    }
    return content
  }
}
