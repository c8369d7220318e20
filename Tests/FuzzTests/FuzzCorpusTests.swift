import Files
import Testing

/// What is kept in `Tests/fuzz`: bytes that once broke a rule, and the ones that fuzzing begins with.
///
/// One after another: those that need a loop have one for all their runs.
@Suite(.serialized) struct FuzzCorpusTests {
  @Test(arguments: FuzzTarget.all) func keptBytesBreakNoRule(_ target: FuzzTarget) throws {
    let corpus = try Self.files("corpus", of: target)
    #expect(!corpus.isEmpty, "fuzzing begins with nothing")
    for (name, bytes) in corpus + (try Self.files("findings", of: target)) {
      do {
        try target.check(bytes)
      } catch {
        Issue.record("\(target)/\(name): \(error)")
      }
    }
  }

  @Test(arguments: FuzzTarget.all) func cutBytesBreakNoRule(_ target: FuzzTarget) throws {
    for (name, bytes) in try Self.files("corpus", of: target) {
      for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 16)) {
        do {
          try target.check(Array(bytes.prefix(length)))
        } catch {
          Issue.record("\(target)/\(name), the first \(length) bytes: \(error)")
        }
      }
    }
  }

  private static func files(_ kind: String, of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let folder = try FilePath("\(#filePath)").parent.parent / "fuzz" / FilePath("\(kind)/\(target.name)")
    guard try File.status(folder, followingLinks: true) != nil else { return [] }
    return try File.list(folder, limit: 4096).sorted().map { name in
      (name, try File.read(folder / FilePath(name), limit: 1 << 20))
    }
  }
}
