extension ContextSection {
  static func quickstart(_ facts: ContextFacts, _ model: String) -> ContextSection {
    let body = """
      The API is that of OpenAI's chat completions. Every request carries `Authorization: Bearer <key>`.

      ```sh
      curl \(facts.address)/chat/completions \\
        -H "Authorization: Bearer $\(facts.keyVariable)" -H "Content-Type: application/json" \\
        -d '{"model": "\(model)", "max_tokens": 200, "messages": [{"role": "user", "content": "Hello!"}]}'
      ```

      The answer is in `choices[0].message.content`, the cost in `usage`. Send `max_tokens`: without it, credits are checked \
      against the model's largest answer. With `"stream": true` the answer comes as server-sent events that end with \
      `data: [DONE]`. `GET \(facts.address)/key` checks the key and costs nothing.
      """
    return ContextSection(name: .quickstart, title: "Quickstart", priority: 1, body: body)
  }

  static func python(_ facts: ContextFacts, _ model: String) -> ContextSection {
    let body = """
      ```python
      import os
      from openai import OpenAI  # pip install openai

      client = OpenAI(base_url="\(facts.address)", api_key=os.environ["\(facts.keyVariable)"])
      answer = client.chat.completions.create(
          model="\(model)", max_tokens=200, messages=[{"role": "user", "content": "Hello!"}])
      print(answer.choices[0].message.content)
      ```
      """
    return ContextSection(name: .python, title: "Python", priority: 4, body: body)
  }

  static func typescript(_ facts: ContextFacts, _ model: String) -> ContextSection {
    let body = """
      ```ts
      const response = await fetch("\(facts.address)/chat/completions", {
        method: "POST",
        headers: { Authorization: `Bearer ${process.env.\(facts.keyVariable)}`, "Content-Type": "application/json" },
        body: JSON.stringify({
          model: "\(model)", max_tokens: 200, messages: [{ role: "user", content: "Hello!" }],
        }),
      });
      const answer = await response.json();
      if (answer.error) throw new Error(`${answer.error.code}: ${answer.error.message}`); // may come with status 200
      console.log(answer.choices[0].message.content);
      ```
      Call it on a server only: a key in a browser is public.
      """
    return ContextSection(name: .typescript, title: "TypeScript", priority: 5, body: body)
  }

  static func swift(_ facts: ContextFacts, _ model: String) -> ContextSection {
    let body = """
      ```swift
      import Foundation  // on Linux also: import FoundationNetworking

      struct Answer: Decodable {
        struct Choice: Decodable { let message: Message }
        struct Message: Decodable { let content: String }
        let choices: [Choice]
      }

      let key = ProcessInfo.processInfo.environment["\(facts.keyVariable)"] ?? ""
      var request = URLRequest(url: URL(string: "\(facts.address)/chat/completions")!)
      request.httpMethod = "POST"
      request.setValue("Bearer \\(key)", forHTTPHeaderField: "Authorization")
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = Data(
        #"{"model":"\(model)","max_tokens":200,"messages":[{"role":"user","content":"Hello!"}]}"#.utf8)
      let (data, _) = try await URLSession.shared.data(for: request)
      print(try JSONDecoder().decode(Answer.self, from: data).choices[0].message.content)
      ```
      """
    return ContextSection(name: .swift, title: "Swift", priority: 6, body: body)
  }
}
