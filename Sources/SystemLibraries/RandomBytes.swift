/// Bytes from the system's cryptographically secure source; none where `count` is negative.
public func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  var bytes: [UInt8] = []
  bytes.reserveCapacity(max(0, count))
  while bytes.count < count {
    let word: UInt64 = generator.next()
    withUnsafeBytes(of: word) { bytes.append(contentsOf: $0.prefix(count - bytes.count)) }
  }
  return bytes
}
