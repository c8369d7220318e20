extension Language {
  static let javascript = Language(
    name: "javascript", title: "JavaScript and TypeScript", fence: "ts",
    setup: { target in
      """
      Node 20.6 or newer needs nothing else: `node --env-file=\(target.envFile) app.js`. The packages `@modelgates/sdk` and `openai` (with \
      `baseURL`) have the same calls typed.
      """
    },
    call: { target in
      #"""
      const response = await fetch("\#(target.address)/chat/completions", {
        method: "POST",
        headers: { Authorization: `Bearer ${process.env.\#(target.keyVariable)}`, "Content-Type": "application/json" },
        body: JSON.stringify({
          model: "\#(target.model)", max_tokens: 200, messages: [{ role: "user", content: "Hello!" }],
        }),
      });
      const answer = await response.json();
      if (answer.error) throw new Error(`${answer.error.code}: ${answer.error.message}`);
      console.log(answer.choices[0].message.content);
      """#
    },
    stream: { target in
      #"""
      const response = await fetch("\#(target.address)/chat/completions", {
        method: "POST",
        headers: { Authorization: `Bearer ${process.env.\#(target.keyVariable)}`, "Content-Type": "application/json" },
        body: JSON.stringify({
          model: "\#(target.model)", max_tokens: 500, stream: true,
          messages: [{ role: "user", content: "Count to five." }],
        }),
      });
      if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
      let rest = "";
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop(); // what the network has cut
        for (const line of lines.map((line) => line.trim())) {
          if (!line.startsWith("data: ") || line === "data: [DONE]") continue;
          const event = JSON.parse(line.slice(6));
          if (event.error) throw new Error(event.error.message);
          process.stdout.write(event.choices[0]?.delta?.content ?? "");
        }
      }
      """#
    },
    retries: { target in
      #"""
      async function ask(messages, attempts = 5) {
        for (let attempt = 0; ; attempt++) {
          const response = await fetch("\#(target.address)/chat/completions", {
            method: "POST",
            headers: { Authorization: `Bearer ${process.env.\#(target.keyVariable)}`, "Content-Type": "application/json" },
            body: JSON.stringify({ model: "\#(target.model)", max_tokens: 500, messages }),
            signal: AbortSignal.timeout(60_000),
          });
          const answer = await response.json().catch(() => ({}));
          if (response.ok && !answer.error) return answer.choices[0].message.content;
          const status = Number(answer.error?.code ?? response.status); // an error may come with status 200
          const isTemporary = status === 408 || status === 429 || status >= 500;
          if (!isTemporary || attempt + 1 >= attempts) {
            throw new Error(`${status}: ${answer.error?.message ?? response.statusText}`);
          }
          const seconds = Number(response.headers.get("retry-after")) || 2 ** attempt + Math.random();
          await new Promise((resume) => setTimeout(resume, seconds * 1000));
        }
      }

      console.log(await ask([{ role: "user", content: "Hello!" }]));
      """#
    },
    traps: [
      "Call from a server only. A variable with the prefix `NEXT_PUBLIC_`, `VITE_` or `REACT_APP_` ends up in the browser, where a key is "
        + "public.",
      "`fetch` doesn't throw for 4xx and 5xx: look at `response.ok` and at `error`.",
      "In serverless functions set the variable in the host's settings: the env file isn't deployed.",
    ])
}
