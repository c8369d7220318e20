public import MCP

/// Seals nothing, but notices every change: enough to test what a server does with the states that it gets back.
public struct TestSealer: StateSealer {
  public struct Tampered: Error {}

  public init() {}

  public func seal(_ state: [UInt8], binding: [UInt8]) throws -> String {
    "\(digest(state, binding)).\(String(decoding: state, as: UTF8.self))"
  }

  public func open(_ sealed: String, binding: [UInt8]) throws -> [UInt8] {
    guard let dot = sealed.firstIndex(of: ".") else { throw Tampered() }
    let state = Array(sealed[sealed.index(after: dot)...].utf8)
    guard sealed[..<dot] == digest(state, binding) else { throw Tampered() }
    return state
  }

  private func digest(_ state: [UInt8], _ binding: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in Array("test key".utf8) + state + [0] + binding { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }
}
