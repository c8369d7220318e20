internal import CSystemLibraries

/// A request's header fields as libcurl takes them.
final class CurlFields {
  private(set) var list: UnsafeMutableRawPointer?

  /// - Throws: `invalid_request` for a field that could become another one, or more than one.
  init(_ request: HTTPClient.Request) throws(HTTPClientError) {
    for field in request.fields {
      guard Self.isToken(field.name), !Self.isOurs(field.name) else {
        throw .invalidRequest("a header field of the request has a name that can't be sent")
      }
      guard Self.isValue(field.value) else {
        // Its value may be a secret.
        throw .invalidRequest("the header field \(field.name) holds a character that can't be sent")
      }
      // A name with a colon alone would mean that libcurl is to leave the field out.
      let separator = field.value.isEmpty ? ";" : ": "
      try append(Array((field.name + separator).utf8) + field.value)
    }
    // What libcurl would add by itself.
    try append(Array("Expect:".utf8))
    if !request.fields.contains(where: { $0.name.lowercased() == "content-type" }) {
      try append(Array("Content-Type:".utf8))
    }
  }

  deinit { modelgates_curl_free_list(list) }

  private func append(_ line: [UInt8]) throws(HTTPClientError) {
    let longer = (line + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.flatMap { modelgates_curl_append(list, $0) }
      }
    }
    guard let longer else { throw .noMemory }
    list = longer
  }

  /// Fields that say how long the message is and where it goes, which follow from the rest of the request.
  private static func isOurs(_ name: String) -> Bool {
    ["content-length", "transfer-encoding", "host", "connection", "expect"].contains(name.lowercased())
  }

  /// RFC 9110 section 5.6.2.
  private static func isToken(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        (0x21...0x7E).contains(byte) && !#""(),/:;<=>?@[\]{}"#.utf8.contains(byte)
      }
  }

  /// RFC 9110 section 5.5, ASCII only.
  private static func isValue(_ value: [UInt8]) -> Bool {
    value.count <= 16_384 && value.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }
      && value.first.map { $0 > 0x20 } ?? true && value.last.map { $0 > 0x20 } ?? true
  }
}
