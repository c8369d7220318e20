extension Language {
  static let python = Language(
    name: "python", title: "Python", fence: "python",
    setup: { target in
      """
      `pip install openai python-dotenv`. `load_dotenv("\(target.envFile)")` from `dotenv` reads the file; a variable that is set \
      already wins.
      """
    },
    call: { target in
      #"""
      import os
      from openai import OpenAI  # pip install openai

      client = OpenAI(base_url="\#(target.address)", api_key=os.environ["\#(target.keyVariable)"])
      answer = client.chat.completions.create(
          model="\#(target.model)", max_tokens=200, messages=[{"role": "user", "content": "Hello!"}])
      print(answer.choices[0].message.content)
      """#
    },
    stream: { target in
      #"""
      import os
      from openai import OpenAI

      client = OpenAI(base_url="\#(target.address)", api_key=os.environ["\#(target.keyVariable)"])
      stream = client.chat.completions.create(
          model="\#(target.model)", max_tokens=500, stream=True,
          messages=[{"role": "user", "content": "Count to five."}])
      for event in stream:  # raises openai.APIError where the stream carries an error
          if event.choices and event.choices[0].delta.content:
              print(event.choices[0].delta.content, end="", flush=True)
      """#
    },
    retries: { target in
      #"""
      import os
      from openai import APIStatusError, OpenAI

      # Repeats 408, 429, 5xx and lost connections with growing pauses, and keeps to Retry-After.
      client = OpenAI(
          base_url="\#(target.address)", api_key=os.environ["\#(target.keyVariable)"], timeout=60, max_retries=4)

      def ask(prompt: str, model: str = "\#(target.model)") -> str:
          try:
              answer = client.chat.completions.create(
                  model=model, max_tokens=500, messages=[{"role": "user", "content": prompt}])
          except APIStatusError as error:
              if error.status_code == 402:
                  raise RuntimeError("no credits left: use a :free model, or let a person add credits") from error
              raise
          if not answer.choices:  # status 200, and yet it failed
              raise RuntimeError(f"the model failed: {getattr(answer, 'error', None)}")
          return answer.choices[0].message.content or ""

      print(ask("Hello!"))
      """#
    },
    traps: [
      "The client's own default base address is another service's: always pass `base_url`.",
      "Make one client and keep it: each has a connection pool of its own.",
      "In asynchronous code use `AsyncOpenAI` with the same arguments.",
    ])
}
