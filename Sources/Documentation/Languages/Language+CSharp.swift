extension Language {
  static let csharp = Language(
    name: "csharp", title: "C#", fence: "csharp",
    setup: { target in
      """
      .NET 6 or newer; nothing to install. Start with `set -a; . ./\(target.envFile); set +a; dotnet run`, or read the file with the package \
      `DotNetEnv`.
      """
    },
    call: { target in
      #"""
      using System.Net.Http.Json;

      using var client = new HttpClient();
      client.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("\#(target.keyVariable)"));
      var response = await client.PostAsJsonAsync("\#(target.address)/chat/completions", new {
          model = "\#(target.model)", max_tokens = 200, messages = new[] { new { role = "user", content = "Hello!" } },
      });
      Console.WriteLine(await response.Content.ReadAsStringAsync());
      """#
    },
    stream: { target in
      #"""
      using System.Net.Http.Json;
      using System.Text.Json;

      using var client = new HttpClient();
      client.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("\#(target.keyVariable)"));
      using var request = new HttpRequestMessage(HttpMethod.Post, "\#(target.address)/chat/completions") {
          Content = JsonContent.Create(new {
              model = "\#(target.model)", max_tokens = 500, stream = true,
              messages = new[] { new { role = "user", content = "Count to five." } },
          }),
      };
      using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
      response.EnsureSuccessStatusCode();
      using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
      while (await reader.ReadLineAsync() is { } line) {
          if (!line.StartsWith("data: ") || line == "data: [DONE]") continue;
          using var data = JsonDocument.Parse(line[6..]);
          if (data.RootElement.TryGetProperty("error", out var error)) throw new Exception(error.ToString());
          foreach (var choice in data.RootElement.GetProperty("choices").EnumerateArray())
              if (choice.GetProperty("delta").TryGetProperty("content", out var text)) Console.Write(text.GetString());
      }
      """#
    },
    retries: { target in
      #"""
      using System.Net.Http.Json;
      using System.Text.Json;

      using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
      client.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("\#(target.keyVariable)"));
      Console.WriteLine(await Ask("Hello!"));

      async Task<string?> Ask(string prompt) {
          for (var attempt = 0; ; attempt++) {
              using var response = await client.PostAsJsonAsync("\#(target.address)/chat/completions", new {
                  model = "\#(target.model)", max_tokens = 500, messages = new[] { new { role = "user", content = prompt } },
              });
              var body = await response.Content.ReadAsStringAsync();
              var status = (int)response.StatusCode;
              if (status == 200) {
                  using var answer = JsonDocument.Parse(body);
                  if (!answer.RootElement.TryGetProperty("error", out var error)) // may come with status 200
                      return answer.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
                  status = error.GetProperty("code").GetInt32();
              }
              if (attempt == 4 || (status != 408 && status != 429 && status < 500)) throw new Exception($"{status}: {body}");
              await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1 << attempt));
          }
      }
      """#
    },
    traps: [
      "Make one `HttpClient`, or use `IHttpClientFactory`: one for each call uses up the ports.",
      "Without `ResponseHeadersRead` a stream arrives all at once.",
    ])
}
