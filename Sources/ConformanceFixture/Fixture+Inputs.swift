import JSON
import MCP

extension Fixture {
  /// End with questions and go on when they are called again with the answers (2026-07-28, basic/patterns/mrtr).
  static let inputTools: [Tool] = [
    .fixture("test_input_required_result_elicitation", "Ask the user", "Asks for a name.") { _, context in
      .text("Hello, \(try await name(context, "user_name"))!")
    },
    .fixture("test_input_required_result_sampling", "Ask the model", "Asks for a capital.") { _, context in
      let request = InputRequest.sampling(params: sampling("What is the capital of France?"))
      let answer = try await context.ask([("capital_question", request)])["capital_question"]
      return .text(answer?["content"]?["text"]?.string ?? "No text.")
    },
    .fixture("test_input_required_result_list_roots", "Ask for roots", "Asks for the client's roots.") { _, context in
      .text("Roots: \(roots(try await context.ask([("client_roots", .roots)])["client_roots"]))")
    },
    .fixture("test_input_required_result_request_state", "Keep a state", "Asks for a confirmation.") { _, context in
      _ = try await confirm(context)
      return .text("state-ok")
    },
    .fixture("test_input_required_result_multiple_inputs", "Ask for all", "Asks three questions at once.") {
      _, context in
      let answers = try await context.ask([
        ("user_name", .form(message: "What is your name?", schema: nameForm)),
        ("greeting", .sampling(params: sampling("Write a greeting."))),
        ("client_roots", .roots),
      ])
      let name = answers["user_name"]?["content"]?["name"]?.string ?? "nobody"
      let greeting = answers["greeting"]?["content"]?["text"]?.string ?? "nothing"
      return .text("\(name); \(greeting); \(roots(answers["client_roots"]))")
    },
    .fixture("test_input_required_result_multi_round", "Ask twice", "Asks for a name, then for a color.") {
      _, context in
      let name = try await name(context, "step1")
      let form = Array(#"{"type":"object","properties":{"color":{"type":"string"}},"required":["color"]}"#.utf8)
      let color = try await context.elicit("step2", message: "What is your favorite color?", schema: form)
      return .text("\(name) likes \(color?.content["color"]?.string ?? "no color").")
    },
    .fixture("test_input_required_result_tampered_state", "Notice changes", "Asks for a confirmation.") { _, context in
      let answer = try await confirm(context)
      return .text("Confirmed: \(answer?.action.rawValue ?? "no")")
    },
    .fixture("test_input_required_result_capabilities", "Ask what is possible", "Asks only what the client declared.") {
      _, context in
      var requests: [(key: String, request: InputRequest)] = []
      if context.canElicitForm {
        requests.append(("user_name", .form(message: "What is your name?", schema: nameForm)))
      }
      if context.client.canSample { requests.append(("greeting", .sampling(params: sampling("Write a greeting.")))) }
      if context.client.hasRoots { requests.append(("client_roots", .roots)) }
      return .text("\(try await context.ask(requests).count) answers")
    },
  ]

  static func name(_ context: RequestContext, _ key: String) async throws -> String {
    let answer = try await context.elicit(key, message: "What is your name?", schema: nameForm)
    return answer?.content["name"]?.string ?? "nobody"
  }

  private static func confirm(_ context: RequestContext) async throws -> ElicitationResult? {
    let form = #"{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"]}"#
    return try await context.elicit("confirm", message: "Please confirm.", schema: Array(form.utf8))
  }

  private static func roots(_ answer: JSON?) -> String {
    (answer?["roots"]?.array ?? []).compactMap { $0["uri"]?.string }.joined(separator: ", ")
  }
}
