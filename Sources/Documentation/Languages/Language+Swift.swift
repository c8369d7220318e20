extension Language {
  static let swift = Language(
    name: "swift", title: "Swift", fence: "swift",
    setup: { target in
      """
      Foundation is enough. Start with `set -a; . ./\(target.envFile); set +a; swift run`. On a server or in a tool only: a key inside an \
      application is public.
      """
    },
    call: { target in
      #"""
      import Foundation  // on Linux also: import FoundationNetworking

      let key = ProcessInfo.processInfo.environment["\#(target.keyVariable)"] ?? ""
      var request = URLRequest(url: URL(string: "\#(target.address)/chat/completions")!)
      request.httpMethod = "POST"
      request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = Data(
        #"{"model":"\#(target.model)","max_tokens":200,"messages":[{"role":"user","content":"Hello!"}]}"#.utf8)
      let (data, _) = try await URLSession.shared.data(for: request)
      print(String(decoding: data, as: UTF8.self))
      """#
    },
    stream: { target in
      #"""
      import Foundation  // on an Apple system: FoundationNetworking has no `bytes(for:)`

      struct Event: Decodable {
        struct Choice: Decodable { let delta: Delta }
        struct Delta: Decodable { let content: String? }
        struct Failure: Decodable { let message: String }
        let choices: [Choice]?
        let error: Failure?
      }

      let key = ProcessInfo.processInfo.environment["\#(target.keyVariable)"] ?? ""
      var request = URLRequest(url: URL(string: "\#(target.address)/chat/completions")!)
      request.httpMethod = "POST"
      request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = Data(
        #"{"model":"\#(target.model)","max_tokens":500,"stream":true,"messages":[{"role":"user","content":"Count to five."}]}"#.utf8)
      let (bytes, response) = try await URLSession.shared.bytes(for: request)
      guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw URLError(.badServerResponse) }
      for try await line in bytes.lines where line.hasPrefix("data: ") && line != "data: [DONE]" {
        let event = try JSONDecoder().decode(Event.self, from: Data(line.dropFirst(6).utf8))
        if let error = event.error { fatalError(error.message) }
        print(event.choices?.first?.delta.content ?? "", terminator: "")
      }
      """#
    },
    retries: { target in
      #"""
      import Foundation  // on Linux also: import FoundationNetworking

      struct Answer: Decodable {
        struct Choice: Decodable { let message: Message }
        struct Message: Decodable { let content: String? }
        struct Failure: Decodable { let code: Int, message: String }
        let choices: [Choice]?
        let error: Failure?
      }

      struct CallFailure: Error { let status: Int, message: String }

      func ask(_ prompt: String) async throws -> String {
        let body: [String: Any] = [
          "model": "\#(target.model)", "max_tokens": 500, "messages": [["role": "user", "content": prompt]],
        ]
        let key = ProcessInfo.processInfo.environment["\#(target.keyVariable)"] ?? ""
        var request = URLRequest(url: URL(string: "\#(target.address)/chat/completions")!, timeoutInterval: 60)
        request.httpMethod = "POST"
        request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = try JSONSerialization.data(withJSONObject: body)
        for attempt in 0... {
          let (data, response) = try await URLSession.shared.data(for: request)
          let head = response as? HTTPURLResponse
          let answer = try? JSONDecoder().decode(Answer.self, from: data)
          let status = answer?.error?.code ?? head?.statusCode ?? 0  // an error may come with status 200
          if status == 200, let text = answer?.choices?.first?.message.content { return text }
          let isTemporary = status == 408 || status == 429 || status >= 500
          guard isTemporary, attempt < 4 else {
            throw CallFailure(status: status, message: answer?.error?.message ?? "")
          }
          let seconds = head?.value(forHTTPHeaderField: "Retry-After").flatMap { Int($0) } ?? (1 << attempt)
          try await Task.sleep(for: .seconds(seconds))
        }
        throw CallFailure(status: 0, message: "")
      }

      print(try await ask("Hello!"))
      """#
    },
    traps: [
      "On Linux `import FoundationNetworking` too, and read a stream through a `URLSessionDataDelegate`.",
      "Never put the key into an application that people install: let a server of yours call.",
    ])
}
