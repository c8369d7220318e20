import JSON
import Projects
import Testing

@testable import Operations

/// Texts that name an operation in both ways, as each face shows them.
struct FaceTests {
  static let texts: [(text: String, commands: String, tools: String)] = [
    (
      "Run init_project (`modelgates init`), or add_service (`modelgates add modelgates/api`), which does both.",
      "Run `modelgates init`, or `modelgates add modelgates/api`, which does both.",
      #"Run init_project, or add_service {"service":"modelgates/api"}, which does both."#
    ),
    (
      "rotate_key with finish (`modelgates rotate a --finish`) ends that.", "`modelgates rotate a --finish` ends that.",
      #"rotate_key {"service":"a","finish":true} ends that."#
    ),
    (
      "pull_env with an output (`modelgates env create <name>`) makes one.",
      "`modelgates env create <name>` makes one.",
      "pull_env with an output makes one."
    ),
    (
      "set_limit (`modelgates limit <name> <usd>`) limits it.", "`modelgates limit <name> <usd>` limits it.",
      #"set_limit {"service":"<name>","limit":"<usd>"} limits it."#
    ),
    ("Pass accept_tos (--accept-tos).", "Pass --accept-tos.", "Pass accept_tos."),
    ("Pass confirm (--yes).", "Pass --yes.", "Pass confirm."),
    ("Give another name (--name).", "Give another --name.", "Give another name."),
    (
      "See the gateway in use (--gateway).", "See the gateway in use (--gateway).",
      "See the gateway in use (--gateway)."
    ),
    ("Nothing (of this) is (`code`).", "Nothing (of this) is (`code`).", "Nothing (of this) is (`code`)."),
    ("`rotate_key` (`modelgates rotate`)", "`rotate_key` (`modelgates rotate`)", "`rotate_key` (`modelgates rotate`)"),
    ("An open (`modelgates status", "An open (`modelgates status", "An open (`modelgates status"),
    ("", "", ""), (" (", " (", " ("), ("()", "()", "()"),
  ]

  @Test(arguments: texts.indices)
  func eachFaceShowsItsOwn(_ index: Int) {
    let (text, commands, tools) = Self.texts[index]
    #expect(Face.commands.text(text) == commands)
    #expect(Face.tools.text(text) == tools)
  }

  @Test func everythingInAnErrorIsSpelled() {
    let error = ProjectError(
      .notDurable, "See list_env (`modelgates env`).", hint: "Try status (`modelgates status`).", retryable: true,
      retryAfterMs: 5, details: ["a": ["get_key_info (`modelgates key`)"]])
    let spelled = error.spelled(for: .tools)
    #expect(spelled.message == "See list_env." && spelled.details == ["a": ["get_key_info"]])
    #expect(spelled.hint == error.hint && spelled.retryable && spelled.retryAfterMs == 5)
  }

  @Test func bytesWithoutCommandsAreLeftAlone() {
    #expect(!Face.isConcerned(by: Array("`a` (b)".utf8)) && !Face.isConcerned(by: []))
    #expect(Face.isConcerned(by: Array("a (`b`)".utf8)))
  }
}
