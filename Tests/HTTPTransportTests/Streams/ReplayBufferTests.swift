import Testing

@testable import HTTPTransport

/// What is kept of a stream for a client that comes back.
struct ReplayBufferTests {
  private func buffer(count: Int = 100, bytes: Int = 1000, age: Int64 = 60) -> ReplayBuffer {
    ReplayBuffer(limits: ReplayBuffer.Limits(count: count, bytes: bytes, age: age))
  }

  private func text(_ buffer: ReplayBuffer, after number: Int) -> String {
    String(decoding: buffer.bytes(after: number), as: UTF8.self)
  }

  @Test func eventsAfterOneAreReplayedInOrder() {
    var buffer = buffer()
    for number in 1...5 { buffer.append(Array("\(number)".utf8), number: number, at: 0) }
    #expect(text(buffer, after: 0) == "12345")
    #expect(text(buffer, after: 3) == "45")
    #expect(text(buffer, after: 5) == "")
  }

  @Test func oldestGoFirstWhenThereAreTooMany() {
    var buffer = buffer(count: 3)
    for number in 1...1000 { buffer.append(Array("\(number),".utf8), number: number, at: 0) }
    #expect(text(buffer, after: 0) == "998,999,1000,")
    #expect(buffer.byteCount == 13)
  }

  @Test func oldestGoFirstWhenTheyAreTooLong() {
    var buffer = buffer(bytes: 10)
    for number in 1...6 { buffer.append([UInt8](repeating: 65, count: 4), number: number, at: 0) }
    #expect(buffer.byteCount == 8)
    #expect(buffer.bytes(after: 0).count == 8)
  }

  /// It may be the answer.
  @Test func newestStaysWhateverItsLength() {
    var buffer = buffer(bytes: 10)
    buffer.append([1], number: 1, at: 0)
    buffer.append([UInt8](repeating: 65, count: 50), number: 2, at: 0)
    #expect(buffer.bytes(after: 0).count == 50)
  }

  @Test func oldOnesAreForgotten() {
    var buffer = buffer(age: 60)
    buffer.append([65], number: 1, at: 100)
    buffer.append([66], number: 2, at: 130)
    buffer.expire(at: 160)
    #expect(text(buffer, after: 0) == "AB")
    buffer.expire(at: 161)
    #expect(text(buffer, after: 0) == "B")
    buffer.expire(at: 191)
    #expect(buffer.isEmpty && buffer.byteCount == 0)
  }
}
