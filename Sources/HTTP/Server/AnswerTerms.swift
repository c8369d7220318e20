/// What a request's head says about the form of its answer.
struct AnswerTerms {
  /// The body stays away.
  let isHEAD: Bool
  let keepsAlive: Bool
  /// The client knows no chunked coding.
  let isHTTP10: Bool

  /// For an answer to what was never a request.
  static let closing = AnswerTerms(isHEAD: false, keepsAlive: false, isHTTP10: false)

  init(isHEAD: Bool, keepsAlive: Bool, isHTTP10: Bool) {
    self.isHEAD = isHEAD
    self.keepsAlive = keepsAlive
    self.isHTTP10 = isHTTP10
  }

  init(_ head: RequestHead, _ plan: BodyPlan) {
    self.init(isHEAD: head.method == "HEAD", keepsAlive: plan.keepsAlive, isHTTP10: plan.isHTTP10)
  }

  /// Writes a whole response; says whether the connection goes on after it.
  func write(_ response: OutgoingResponse, of server: HTTPServer, into output: inout [UInt8]) -> Bool {
    let keepsAlive = keepsAlive && !response.closesConnection && !server.isStopping
    do throws(UnsendableHead) {
      guard response.status >= 200 else { throw UnsendableHead(message: "An answer has a final status.") }
      try server.starts.write(status: response.status, fields: response.fields, into: &output)
      ResponseEncoder.end(
        status: response.status, framing: .length(response.body.count), keepsAlive: keepsAlive, toHTTP10: isHTTP10,
        into: &output)
    } catch {
      let failure = OutgoingResponse(plain: 500)
      return response == failure ? false : write(failure, of: server, into: &output)
    }
    if !isHEAD, response.status != 204, response.status != 304 { output += response.body }
    return keepsAlive
  }

  /// Writes the head of a response whose length isn't known; says whether the connection goes on after it, and nil when it
  /// can't be sent.
  func writeHead(status: Int, _ fields: HTTPFields, of server: HTTPServer, into output: inout [UInt8]) -> Bool? {
    let keepsAlive = keepsAlive && !isHTTP10 && !server.isStopping
    guard status >= 200 else { return nil }
    do {
      try server.starts.write(status: status, fields: fields, into: &output)
      ResponseEncoder.end(
        status: status, framing: isHTTP10 ? .close : .chunked, keepsAlive: keepsAlive, toHTTP10: isHTTP10, into: &output
      )
      return keepsAlive
    } catch {
      return nil
    }
  }
}

extension OutgoingResponse {
  /// A failure that the connection itself reports, with a sentence for people.
  init(plain status: Int, _ message: String = "", closesConnection: Bool = false) {
    self.init(
      status: status, fields: message.isEmpty ? [:] : ["Content-Type": "text/plain; charset=utf-8"],
      body: message.isEmpty ? [] : Array((message + "\n").utf8), closesConnection: closesConnection)
  }
}
