import HTTP

/// The token in an `Authorization` field (RFC 6750 section 2.1). One in the query or the body isn't looked for.
enum BearerToken {
  /// Bytes of a token. 24 of them, if they are random, can't be guessed.
  static let sizes = 24...512

  /// - Throws: 401 without a token, 400 for what can't be one.
  static func sent(in fields: HTTPFields) throws(Refusal) -> [UInt8] {
    guard let value = fields["authorization"] else {
      throw .unauthorized(nil, "A token is needed: Authorization: Bearer <token>.")
    }
    guard fields.count(of: "authorization") == 1 else {
      throw .unauthorized("invalid_request", "There is more than one Authorization field.")
    }
    let parts = value.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
    guard let scheme = parts.first, String(Substring(scheme)).lowercased() == "bearer" else {
      throw .unauthorized(nil, "Only bearer tokens are taken: Authorization: Bearer <token>.")
    }
    let token = parts.count == 2 ? Array(parts[1].drop { $0 == UInt8(ascii: " ") }) : []
    guard isText(token) else {
      throw .unauthorized("invalid_request", "The Authorization field holds no bearer token.")
    }
    return token
  }

  /// Whether this can be a token: `token68` (RFC 9110 section 11.2) of a sensible length.
  static func isValid(_ token: [UInt8]) -> Bool { sizes.contains(token.count) && isText(token) }

  private static func isText(_ token: [UInt8]) -> Bool {
    let body = token.reversed().drop { $0 == UInt8(ascii: "=") }
    return !body.isEmpty
      && body.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"):
          true
        default: false
        }
      }
  }
}
