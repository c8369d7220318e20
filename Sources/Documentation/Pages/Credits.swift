extension Page {
  static let credits = Page(
    "credits", title: "Credits",
    summary:
      #"Get the credits bought and used, in eight languages, with a management key."#,
    body: #"""
      ## Remaining credits

      ```sh
      modelgates credits --management-key-file key.txt
      ```

      The tool is `get_credits`. It needs a management key, because credits belong to the account; with the project's key use
      `get_key_info`.

      ## The request

      `GET https://modelgates.ai/api/v1/credits` answers

      ```json
      {"data": {"total_credits": 100.5, "total_usage": 25.75}}
      ```

      Both in USD. What is left is the difference; it may be below zero, and then requests are refused, free models included.

      | Status | Means |
      |---|---|
      | 401 | the key is missing or wrong |
      | 403 | the key is no management key |
      | 500 | the gateway failed: try again |

      ## Python

      ```python
      import os, requests

      response = requests.get(
          "https://modelgates.ai/api/v1/credits",
          headers={"Authorization": f"Bearer {os.environ['MODELGATES_MANAGEMENT_KEY']}"}, timeout=30)
      response.raise_for_status()
      data = response.json()["data"]
      print(data["total_credits"] - data["total_usage"])
      ```

      ## JavaScript

      ```js
      const response = await fetch("https://modelgates.ai/api/v1/credits", {
        headers: { Authorization: `Bearer ${process.env.MODELGATES_MANAGEMENT_KEY}` },
      });
      if (!response.ok) throw new Error(`credits: ${response.status}`);
      const { data } = await response.json();
      console.log(data.total_credits - data.total_usage);
      ```

      ## Go

      ```go
      request, _ := http.NewRequest("GET", "https://modelgates.ai/api/v1/credits", nil)
      request.Header.Set("Authorization", "Bearer "+os.Getenv("MODELGATES_MANAGEMENT_KEY"))
      response, err := http.DefaultClient.Do(request)
      if err != nil {
      	log.Fatal(err)
      }
      defer response.Body.Close()
      body, _ := io.ReadAll(response.Body)
      fmt.Println(response.Status, string(body))
      ```

      ## Ruby

      ```ruby
      require "json"
      require "net/http"

      uri = URI("https://modelgates.ai/api/v1/credits")
      response = Net::HTTP.get_response(uri, "Authorization" => "Bearer #{ENV.fetch("MODELGATES_MANAGEMENT_KEY")}")
      puts JSON.parse(response.body)["data"]
      ```

      ## Java

      ```java
      var request = HttpRequest.newBuilder(URI.create("https://modelgates.ai/api/v1/credits"))
          .header("Authorization", "Bearer " + System.getenv("MODELGATES_MANAGEMENT_KEY")).build();
      var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      System.out.println(response.statusCode() + " " + response.body());
      ```

      ## PHP

      ```php
      $context = stream_context_create(["http" => [
          "header" => "Authorization: Bearer " . getenv("MODELGATES_MANAGEMENT_KEY"),
      ]]);
      echo file_get_contents("https://modelgates.ai/api/v1/credits", false, $context);
      ```

      ## C#

      ```csharp
      using var client = new HttpClient();
      client.DefaultRequestHeaders.Authorization =
          new("Bearer", Environment.GetEnvironmentVariable("MODELGATES_MANAGEMENT_KEY"));
      Console.WriteLine(await client.GetStringAsync("https://modelgates.ai/api/v1/credits"));
      ```

      ## Swift

      ```swift
      import Foundation  // on Linux also: import FoundationNetworking

      let key = ProcessInfo.processInfo.environment["MODELGATES_MANAGEMENT_KEY"] ?? ""
      var request = URLRequest(url: URL(string: "https://modelgates.ai/api/v1/credits")!)
      request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
      let (data, _) = try await URLSession.shared.data(for: request)
      print(String(decoding: data, as: UTF8.self))
      ```
      """#)
}
