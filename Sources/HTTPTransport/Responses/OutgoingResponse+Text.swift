import HTTP

extension OutgoingResponse {
  /// A line for people and probes.
  static func text(_ text: String, status: Int, fields: HTTPFields = [:]) -> OutgoingResponse {
    OutgoingResponse(
      status: status, fields: ["Content-Type": "text/plain; charset=utf-8"], body: Array("\(text)\n".utf8)
    ).adding(fields)
  }

  /// The same with further fields.
  func adding(_ fields: HTTPFields) -> OutgoingResponse {
    var response = self
    for (name, value) in fields.all { response.fields.append(name, value) }
    return response
  }
}
