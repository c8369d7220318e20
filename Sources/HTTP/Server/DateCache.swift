import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The value of `Date`, made once a second.
final class DateCache: Sendable {
  private let state = Mutex((second: Int.min, bytes: [UInt8]()))

  var now: [UInt8] {
    let second = time(nil)
    return state.withLock { state in
      if state.second != second { state = (second, HTTPDate.bytes(seconds: second)) }
      return state.bytes
    }
  }
}
