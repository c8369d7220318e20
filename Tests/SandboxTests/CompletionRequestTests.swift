import Gateway
import JSON
import Testing

struct CompletionRequestTests {
  static let malformed: [(body: JSON, message: String)] = [
    ([], "expected a JSON object as the body"),
    ([:], "model: expected a string, found nothing"),
    (["model": 5], "model: expected a string, found an integer"),
    (["model": "no/such"], "no/such is not a valid model ID"),
    (["model": "openai/gpt-4.1-mini"], "messages: expected an array, found nothing"),
    (["model": "openai/gpt-4.1-mini", "messages": "hi"], "messages: expected an array, found a string"),
    (["model": "openai/gpt-4.1-mini", "messages": []], "messages: expected 1 to 2000 messages"),
    (
      ["model": "openai/gpt-4.1-mini", "messages": ["hi"]], "messages[0]: expected an object, found a string"
    ),
    (message([:]), "messages[0].role: expected a string, found nothing"),
    (
      message(["role": "king", "content": "x"]),
      "messages[0].role: expected one of system, developer, user, assistant, tool"
    ),
    (message(["role": "user"]), "messages[0].content: expected a string or an array of parts, found nothing"),
    (
      message(["role": "user", "content": 1]),
      "messages[0].content: expected a string or an array of parts, found an integer"
    ),
    (message(["role": "user", "content": [1]]), "messages[0].content[0]: expected an object, found an integer"),
    (
      message(["role": "user", "content": [["type": "smell"]]]),
      "messages[0].content[0].type: expected one of file, image_url, input_audio, text, video_url"
    ),
    (message(["role": "user", "content": [["type": "text"]]]), "messages[0].content[0].text: expected a string"),
    (
      message(["role": "user", "content": [["type": "image_url", "image_url": "x"]]]),
      "messages[0].content[0].image_url: expected an object"
    ),
    (with("max_tokens", 0), "max_tokens: expected an integer from 1 to 10000000, found an integer"),
    (with("max_tokens", "5"), "max_tokens: expected an integer from 1 to 10000000, found a string"),
    (with("max_tokens", .integer(.max)), "max_tokens: expected an integer from 1 to 10000000, found an integer"),
    (with("stream", 1), "stream: expected true or false, found an integer"),
    (with("temperature", "hot"), "temperature: expected a number, found a string"),
    (with("stop", 5), "stop: expected a string or an array, found an integer"),
    (with("tools", [:]), "tools: expected an array, found an object"),
    (with("reasoning", true), "reasoning: expected an object, found a boolean"),
    (
      with("max_tokens", 2_000_000),
      "This endpoint's maximum context length is 1047576 tokens. However, you requested about 2000006 tokens"
    ),
  ]

  private static func message(_ message: JSON) -> JSON { ["model": "openai/gpt-4.1-mini", "messages": [message]] }

  private static func with(_ name: String, _ value: JSON) -> JSON {
    var request = CompletionTests.hello.object ?? [:]
    request[name] = value
    return .object(request)
  }

  @Test(arguments: malformed) func whatIsWrongIsNamed(row: (body: JSON, message: String)) async throws {
    let (gateway, key) = try await CompletionTests.paying()
    let answer = try await gateway.post("/chat/completions", as: key, row.body)
    #expect(answer.status == 400)
    #expect(answer.json["error"]?["message"]?.string == row.message)
    #expect(try await gateway.get("/key", as: key).json["data"]?["usage"] == 0)
  }

  @Test(arguments: [
    ("openai/text-embedding-3-small", "text", "No endpoints found that support output modalities: text"),
    ("deepseek/deepseek-r1", "image_url", "No endpoints found that support image input"),
  ])
  func aModelThatCannotIsNotFound(model: String, part: String, message: String) async throws {
    let (gateway, key) = try await CompletionTests.paying()
    let content: JSON = [["type": .string(part), "text": "x", "image_url": ["url": "https://example.com/a.png"]]]
    let answer = try await gateway.post(
      "/chat/completions", as: key, ["model": .string(model), "messages": [["role": "user", "content": content]]])
    #expect(answer.status == 404)
    #expect(answer.json["error"]?["message"]?.string == message)
  }
}
