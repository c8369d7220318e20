import Files
import Projects
import Testing

struct ShellTextTests {
  @Test(arguments: [
    (".env", ".env"), ("a b", "'a b'"), ("", "''"), ("it's", #"'it'\''s'"#), ("$(x)", "'$(x)'"),
    ("a\u{1B}[1m\n", "'a?[1m?'"),
    ("ä", "'ä'"),
  ])
  func wordIsOneWordForTheShell(_ text: String, _ word: String) {
    #expect(ShellText.word(text) == word)
  }

  @Test(arguments: [
    ("/p/.env", "/p", ".env"), ("/p/a/.env", "/p/b", "/p/a/.env"), ("/p", "/p", "."), ("/p/-x", "/p", "./-x"),
    ("/pp/.env", "/p", "/pp/.env"), ("/p/a b/.env", "/p", "'a b/.env'"),
  ])
  func pathIsShortBelowTheFolder(_ path: String, _ folder: String, _ text: String) throws {
    #expect(try ShellText.path(FilePath(path), from: FilePath(folder)) == text)
  }
}
