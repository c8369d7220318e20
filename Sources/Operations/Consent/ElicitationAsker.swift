import JSON
import MCP

/// The user behind an MCP client, asked by a form with one box, where the client can show one.
struct ElicitationAsker: ConsentAsker {
  let context: RequestContext

  func spelling(of consent: Consent) -> String { "\"\(consent.argument)\": true" }

  let asksCaller = false
  var canAsk: Bool { context.canElicitForm }

  func ask(_ consent: Consent, _ question: String) async throws -> Bool? {
    guard canAsk else { return nil }
    let answer = try await context.elicit(consent.argument, message: question, schema: Self.schema)
    guard let answer, answer.action == .accept else { return false }
    return answer.content["yes"] == true
  }

  private static let schema = Array(
    #"{"type":"object","properties":{"yes":{"type":"boolean","title":"Yes, go on","description":"Nothing happens unless this is set.","default":false}},"required":["yes"]}"#
      .utf8)
}
