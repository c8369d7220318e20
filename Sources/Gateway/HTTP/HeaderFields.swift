extension [(name: String, value: String)] {
  /// The first value of a header field; names are compared without case.
  func first(of name: String) -> String? {
    let wanted = name.lowercased()
    return first { $0.name.lowercased() == wanted }?.value
  }
}

extension HTTPRequest {
  /// The first value of a header field; names are compared without case.
  public subscript(field name: String) -> String? { fields.first(of: name) }
}

extension HTTPResponse {
  /// The first value of a header field; names are compared without case.
  public subscript(field name: String) -> String? { fields.first(of: name) }
}
