extension Page {
  static let sdks = Page(
    "sdks", title: "SDKs and languages",
    summary:
      #"Call models from Python, JavaScript, Go, Ruby, Java, PHP, C# and Swift."#,
    body: #"""
      ## The rule for all of them

      Any SDK for OpenAI's API works: set its base address to `https://modelgates.ai/api/v1` and its key to `MODELGATES_API_KEY`. Without
      an SDK it is one POST with JSON.

      ## Python

      ```python
      import os
      from openai import OpenAI  # pip install openai

      client = OpenAI(base_url="https://modelgates.ai/api/v1", api_key=os.environ["MODELGATES_API_KEY"])
      answer = client.chat.completions.create(
          model="openai/gpt-4.1-mini", max_tokens=200, messages=[{"role": "user", "content": "Hello!"}])
      print(answer.choices[0].message.content)
      ```

      ## JavaScript and TypeScript

      ```ts
      const response = await fetch("https://modelgates.ai/api/v1/chat/completions", {
        method: "POST",
        headers: { Authorization: `Bearer ${process.env.MODELGATES_API_KEY}`, "Content-Type": "application/json" },
        body: JSON.stringify({
          model: "openai/gpt-4.1-mini", max_tokens: 200, messages: [{ role: "user", content: "Hello!" }],
        }),
      });
      const answer = await response.json();
      if (answer.error) throw new Error(`${answer.error.code}: ${answer.error.message}`);
      console.log(answer.choices[0].message.content);
      ```

      The package `@modelgates/sdk` has the same calls typed. On a server only: a key in a browser is public.

      ## Go

      ```go
      body := strings.NewReader(`{"model":"openai/gpt-4.1-mini","max_tokens":200,"messages":[{"role":"user","content":"Hello!"}]}`)
      request, _ := http.NewRequest("POST", "https://modelgates.ai/api/v1/chat/completions", body)
      request.Header.Set("Authorization", "Bearer "+os.Getenv("MODELGATES_API_KEY"))
      request.Header.Set("Content-Type", "application/json")
      response, err := http.DefaultClient.Do(request)
      if err != nil {
      	log.Fatal(err)
      }
      defer response.Body.Close()
      io.Copy(os.Stdout, response.Body)
      ```

      ## Ruby

      ```ruby
      require "json"
      require "net/http"

      uri = URI("https://modelgates.ai/api/v1/chat/completions")
      body = { model: "openai/gpt-4.1-mini", max_tokens: 200, messages: [{ role: "user", content: "Hello!" }] }
      response = Net::HTTP.post(
        uri, body.to_json,
        "Authorization" => "Bearer #{ENV.fetch("MODELGATES_API_KEY")}", "Content-Type" => "application/json")
      puts JSON.parse(response.body).dig("choices", 0, "message", "content")
      ```

      ## Java

      ```java
      var body = """
          {"model":"openai/gpt-4.1-mini","max_tokens":200,"messages":[{"role":"user","content":"Hello!"}]}""";
      var request = HttpRequest.newBuilder(URI.create("https://modelgates.ai/api/v1/chat/completions"))
          .header("Authorization", "Bearer " + System.getenv("MODELGATES_API_KEY"))
          .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
      System.out.println(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
      ```

      ## PHP

      ```php
      $request = curl_init("https://modelgates.ai/api/v1/chat/completions");
      curl_setopt_array($request, [
          CURLOPT_RETURNTRANSFER => true,
          CURLOPT_HTTPHEADER => ["Authorization: Bearer " . getenv("MODELGATES_API_KEY"), "Content-Type: application/json"],
          CURLOPT_POSTFIELDS => json_encode([
              "model" => "openai/gpt-4.1-mini", "max_tokens" => 200,
              "messages" => [["role" => "user", "content" => "Hello!"]],
          ]),
      ]);
      echo json_decode(curl_exec($request), true)["choices"][0]["message"]["content"];
      ```

      ## C#

      ```csharp
      using System.Net.Http.Json;

      using var client = new HttpClient();
      client.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("MODELGATES_API_KEY"));
      var response = await client.PostAsJsonAsync("https://modelgates.ai/api/v1/chat/completions", new {
          model = "openai/gpt-4.1-mini", max_tokens = 200, messages = new[] { new { role = "user", content = "Hello!" } },
      });
      Console.WriteLine(await response.Content.ReadAsStringAsync());
      ```

      ## Swift

      ```swift
      import Foundation  // on Linux also: import FoundationNetworking

      let key = ProcessInfo.processInfo.environment["MODELGATES_API_KEY"] ?? ""
      var request = URLRequest(url: URL(string: "https://modelgates.ai/api/v1/chat/completions")!)
      request.httpMethod = "POST"
      request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = Data(
        #"{"model":"openai/gpt-4.1-mini","max_tokens":200,"messages":[{"role":"user","content":"Hello!"}]}"#.utf8)
      let (data, _) = try await URLSession.shared.data(for: request)
      print(String(decoding: data, as: UTF8.self))
      ```
      """#)
}
