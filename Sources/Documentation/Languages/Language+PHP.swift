extension Language {
  static let php = Language(
    name: "php", title: "PHP", fence: "php",
    setup: { target in
      """
      PHP 8 with the extension `curl`. `composer require vlucas/phpdotenv`, or start with `set -a; . ./\(target.envFile); set +a; php \
      app.php`. Frameworks read the file by themselves.
      """
    },
    call: { target in
      #"""
      $request = curl_init("\#(target.address)/chat/completions");
      curl_setopt_array($request, [
          CURLOPT_RETURNTRANSFER => true,
          CURLOPT_HTTPHEADER => ["Authorization: Bearer " . getenv("\#(target.keyVariable)"), "Content-Type: application/json"],
          CURLOPT_POSTFIELDS => json_encode([
              "model" => "\#(target.model)", "max_tokens" => 200,
              "messages" => [["role" => "user", "content" => "Hello!"]],
          ]),
      ]);
      echo json_decode(curl_exec($request), true)["choices"][0]["message"]["content"];
      """#
    },
    stream: { target in
      #"""
      <?php
      $rest = "";
      $request = curl_init("\#(target.address)/chat/completions");
      curl_setopt_array($request, [
          CURLOPT_HTTPHEADER => ["Authorization: Bearer " . getenv("\#(target.keyVariable)"), "Content-Type: application/json"],
          CURLOPT_POSTFIELDS => json_encode([
              "model" => "\#(target.model)", "max_tokens" => 500, "stream" => true,
              "messages" => [["role" => "user", "content" => "Count to five."]],
          ]),
          CURLOPT_FAILONERROR => true,
          CURLOPT_WRITEFUNCTION => function ($request, $piece) use (&$rest) {
              $lines = explode("\n", $rest . $piece);
              $rest = array_pop($lines);
              foreach ($lines as $line) {
                  if (!str_starts_with($line, "data: ") || trim($line) === "data: [DONE]") {
                      continue;
                  }
                  $event = json_decode(substr($line, 6), true);
                  if (isset($event["error"])) {
                      throw new RuntimeException($event["error"]["message"]);
                  }
                  echo $event["choices"][0]["delta"]["content"] ?? "";
              }
              return strlen($piece);
          },
      ]);
      if (!curl_exec($request)) {
          throw new RuntimeException(curl_error($request));
      }
      """#
    },
    retries: { target in
      #"""
      <?php
      function ask(string $prompt, int $attempts = 5): string
      {
          for ($attempt = 0; ; $attempt++) {
              $retryAfter = null;
              $request = curl_init("\#(target.address)/chat/completions");
              curl_setopt_array($request, [
                  CURLOPT_RETURNTRANSFER => true,
                  CURLOPT_TIMEOUT => 60,
                  CURLOPT_HTTPHEADER => ["Authorization: Bearer " . getenv("\#(target.keyVariable)"), "Content-Type: application/json"],
                  CURLOPT_POSTFIELDS => json_encode([
                      "model" => "\#(target.model)", "max_tokens" => 500,
                      "messages" => [["role" => "user", "content" => $prompt]],
                  ]),
                  CURLOPT_HEADERFUNCTION => function ($request, $line) use (&$retryAfter) {
                      if (stripos($line, "retry-after:") === 0) {
                          $retryAfter = (int) trim(substr($line, 12));
                      }
                      return strlen($line);
                  },
              ]);
              $body = curl_exec($request);
              $answer = json_decode($body ?: "", true) ?? [];
              $error = $answer["error"] ?? null; // may come with status 200
              $status = (int) ($error["code"] ?? curl_getinfo($request, CURLINFO_RESPONSE_CODE));
              if ($status === 200 && isset($answer["choices"][0])) {
                  return $answer["choices"][0]["message"]["content"] ?? "";
              }
              $isTemporary = $status === 0 || $status === 408 || $status === 429 || $status >= 500;
              if (!$isTemporary || $attempt + 1 >= $attempts) {
                  throw new RuntimeException("$status: " . ($error["message"] ?? curl_error($request)));
              }
              sleep($retryAfter ?? 2 ** $attempt);
          }
      }

      echo ask("Hello!");
      """#
    },
    traps: [
      "`file_get_contents` hides the body of an error; use `curl`.",
      "A web request ends after `max_execution_time`: stream, or call from a job.",
    ])
}
