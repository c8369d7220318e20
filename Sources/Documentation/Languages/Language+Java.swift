extension Language {
  static let java = Language(
    name: "java", title: "Java", fence: "java",
    setup: { target in
      """
      Java 17 or newer; the standard library calls, any JSON library reads (Jackson, Gson). Start with `set -a; . ./\(target.envFile); set \
      +a; java Ask.java`.
      """
    },
    call: { target in
      #"""
      var body = """
          {"model":"\#(target.model)","max_tokens":200,"messages":[{"role":"user","content":"Hello!"}]}""";
      var request = HttpRequest.newBuilder(URI.create("\#(target.address)/chat/completions"))
          .header("Authorization", "Bearer " + System.getenv("\#(target.keyVariable)"))
          .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
      System.out.println(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
      """#
    },
    stream: { target in
      #"""
      import java.net.URI;
      import java.net.http.*;

      public class Stream {
        public static void main(String[] arguments) throws Exception {
          var body = """
              {"model":"\#(target.model)","max_tokens":500,"stream":true,
               "messages":[{"role":"user","content":"Count to five."}]}""";
          var request = HttpRequest.newBuilder(URI.create("\#(target.address)/chat/completions"))
              .header("Authorization", "Bearer " + System.getenv("\#(target.keyVariable)"))
              .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
          var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
          if (response.statusCode() != 200) throw new IllegalStateException("status " + response.statusCode());
          response.body()
              .filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
              .map(line -> line.substring(6))
              .forEach(System.out::println); // JSON: choices[0].delta.content, or error
        }
      }
      """#
    },
    retries: { target in
      #"""
      import java.net.URI;
      import java.net.http.*;
      import java.time.Duration;

      public class Ask {
        static final HttpClient client = HttpClient.newHttpClient();

        public static void main(String[] arguments) throws Exception {
          System.out.println(ask("""
              {"model":"\#(target.model)","max_tokens":500,"messages":[{"role":"user","content":"Hello!"}]}"""));
        }

        /** The answer's JSON. Look for "error" in it before "choices": it may come with status 200. */
        static String ask(String body) throws Exception {
          var request = HttpRequest.newBuilder(URI.create("\#(target.address)/chat/completions"))
              .timeout(Duration.ofMinutes(1))
              .header("Authorization", "Bearer " + System.getenv("\#(target.keyVariable)"))
              .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
          for (int attempt = 0; ; attempt++) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            int status = response.statusCode();
            if (status == 200) return response.body();
            boolean isTemporary = status == 408 || status == 429 || status >= 500;
            if (!isTemporary || attempt == 4) throw new IllegalStateException(status + ": " + response.body());
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1L << attempt);
            Thread.sleep(seconds * 1000);
          }
        }
      }
      """#
    },
    traps: [
      "Make one `HttpClient` and keep it.",
      "Build the body with a JSON library as soon as it has a user's text in it: text in quotes must be escaped.",
    ])
}
