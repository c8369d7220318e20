extension Language {
  static let ruby = Language(
    name: "ruby", title: "Ruby", fence: "ruby",
    setup: { target in
      """
      The standard library is enough. `gem install dotenv`, then `dotenv -f \(target.envFile) ruby app.rb`; in Rails the gem `dotenv-rails`.
      """
    },
    call: { target in
      #"""
      require "json"
      require "net/http"

      uri = URI("\#(target.address)/chat/completions")
      body = { model: "\#(target.model)", max_tokens: 200, messages: [{ role: "user", content: "Hello!" }] }
      response = Net::HTTP.post(
        uri, body.to_json,
        "Authorization" => "Bearer #{ENV.fetch("\#(target.keyVariable)")}", "Content-Type" => "application/json")
      puts JSON.parse(response.body).dig("choices", 0, "message", "content")
      """#
    },
    stream: { target in
      #"""
      require "json"
      require "net/http"

      uri = URI("\#(target.address)/chat/completions")
      request = Net::HTTP::Post.new(
        uri, "Authorization" => "Bearer #{ENV.fetch("\#(target.keyVariable)")}", "Content-Type" => "application/json")
      request.body = {
        model: "\#(target.model)", max_tokens: 500, stream: true, messages: [{ role: "user", content: "Count to five." }]
      }.to_json
      Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https", read_timeout: 60) do |http|
        http.request(request) do |response|
          raise "#{response.code}: #{response.body}" unless response.is_a?(Net::HTTPSuccess)
          rest = +""
          response.read_body do |piece|
            rest << piece
            while (line = rest.slice!(/.*\n/))
              next unless line.start_with?("data: ") && !line.start_with?("data: [DONE]")
              event = JSON.parse(line.delete_prefix("data: "))
              raise event["error"]["message"] if event["error"]
              print event.dig("choices", 0, "delta", "content")
            end
          end
        end
      end
      """#
    },
    retries: { target in
      #"""
      require "json"
      require "net/http"

      def ask(prompt, attempts: 5)
        uri = URI("\#(target.address)/chat/completions")
        body = { model: "\#(target.model)", max_tokens: 500, messages: [{ role: "user", content: prompt }] }
        attempts.times do |attempt|
          response = Net::HTTP.post(
            uri, body.to_json,
            "Authorization" => "Bearer #{ENV.fetch("\#(target.keyVariable)")}", "Content-Type" => "application/json")
          answer = JSON.parse(response.body) rescue {}
          error = answer["error"] # may come with status 200
          return answer.dig("choices", 0, "message", "content") if response.is_a?(Net::HTTPSuccess) && !error

          status = (error && error["code"] || response.code).to_i
          temporary = [408, 429].include?(status) || status >= 500
          raise "#{status}: #{error && error["message"]}" if !temporary || attempt + 1 == attempts

          sleep((response["retry-after"] || 2**attempt).to_i)
        end
      end

      puts ask("Hello!")
      """#
    },
    traps: [
      "`ENV.fetch` says which variable is missing; `ENV[...]` sends an empty key.",
      "`Net::HTTP.post` waits 60 seconds at most; long answers need `Net::HTTP.start` with `read_timeout`, or a stream.",
    ])
}
