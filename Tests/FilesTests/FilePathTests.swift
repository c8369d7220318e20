import Files
import Testing

struct FilePathTests {
  @Test(arguments: ["", "a\0b", "\0"])
  func emptyAndNULAreRefused(text: String) {
    #expect(throws: FileError.self) { try FilePath(text) }
  }

  @Test(arguments: [
    ("/a/b", "/a", "b"), ("/a/b/", "/a", "b"), ("//a//b/.", "/a", "b"), ("/a", "/", "a"), ("a", ".", "a"),
    ("./a", ".", "a"),
    ("a/b", "a", "b"), ("../a", "..", "a"), (".env", ".", ".env"), ("/ä/ö", "/ä", "ö"),
  ])
  func pathHasParentAndLastComponent(text: String, parent: FilePath, last: String) throws {
    let path = try FilePath(text)
    #expect(path.parent == parent)
    #expect(path.lastComponent == last)
  }

  @Test(arguments: [("/", "/"), (".", ".."), ("..", "../.."), ("/a/..", "/a/../..")] as [(FilePath, FilePath)])
  func whatNamesNoEntryHasNoLastComponent(path: FilePath, parent: FilePath) {
    #expect(path.lastComponent == nil)
    #expect(path.parent == parent)
  }

  @Test(
    arguments: [
      ("/a/../b", "/b"), ("/../..", "/"), ("a/..", "."), ("a/../../b", "../b"), ("../../a", "../../a"),
      ("/a/./b//c/", "/a/b/c"),
      ("./", "."), ("/..a/b..", "/..a/b.."),
    ] as [(FilePath, String)])
  func normalisingIsLexical(path: FilePath, normalized: String) {
    #expect(path.normalized.value == normalized)
  }

  @Test(arguments: [("b", "/a/b"), ("../b", "/b"), ("/c/./d", "/c/d"), (".", "/a")] as [(FilePath, String)])
  func absoluteStartsAtTheFolder(path: FilePath, absolute: String) {
    #expect(path.absolute(in: "/a").value == absolute)
  }

  @Test func slashJoinsAndNeverStartsAtTheRootAgain() {
    let folder: FilePath = "/a"
    #expect((folder / "b").value == "/a/b")
    #expect((folder / "/b/c").value == "/a/b/c")
    #expect(("/" / "b" as FilePath).value == "/b")
  }

  @Test(arguments: ["", ".", "..", "a/b", "/", "a\0"])
  func nameThatIsNotOneComponentIsRefused(name: String) {
    let error = #expect(throws: FileError.self) { try FilePath("/a").appending(component: name) }
    #expect(error?.code == .invalidPath)
  }

  @Test func descriptionCannotForgeALine() throws {
    let hostile = "/a\nb\u{202e}c\u{1b}[2J"
    #expect(try FilePath(hostile).description == #"/a\u{a}b\u{202e}c\u{1b}[2J"#)
  }
}
