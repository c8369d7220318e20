/// Who holds a lock, as the lock file says: `1234 rotate_key`. A hint for people; nothing is decided by it.
struct LockHolder: CustomStringConvertible {
  let process: Int32
  let purpose: String

  init(process: Int32, purpose: String) {
    self.process = process
    self.purpose = purpose
  }

  /// Nil where the file says nothing of the kind.
  init?(describedIn file: borrowing Descriptor) {
    var buffer = [UInt8](repeating: 0, count: 256)
    guard (try? SystemCalls.seekToStart(file.value)) != nil,
      let count = try? SystemCalls.read(file.value, into: &buffer)
    else { return nil }
    self.init(line: String(decoding: buffer.prefix(count), as: UTF8.self))
  }

  init?(line: String) {
    let words = line.prefix { $0 != "\n" }.split(separator: " ", maxSplits: 1)
    guard let first = words.first, let process = Int32(first), process > 0 else { return nil }
    self.init(process: process, purpose: words.count > 1 ? String(words[1]) : "")
  }

  func write(to file: borrowing Descriptor) throws(Errno) {
    try SystemCalls.truncate(file.value)
    try SystemCalls.seekToStart(file.value)
    let words = purpose.prefix { $0 != "\n" }.prefix(100)
    _ = try SystemCalls.write(file.value, Array("\(process) \(words)\n".utf8), after: 0)
  }

  var description: String {
    let words = purpose.isEmpty ? "" : " (\(purpose.escapingControls))"
    return "held by process \(process)\(words)"
  }
}
