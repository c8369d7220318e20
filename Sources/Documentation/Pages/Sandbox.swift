extension Page {
  static let sandbox = Page(
    "sandbox", title: "The sandbox",
    summary:
      #"A gateway inside the program: try everything offline, test your own program against it, provoke faults."#,
    body: #"""
      ## What it is

      The default until a live gateway is configured. It keeps accounts, keys, credits and usage per user, answers chat completions with
      text that says it is a sandbox's, knows several hundred models with real prices, and enforces limits, plans and disabled keys as a
      live one does. Its keys begin with `sk-mg-v1-sandbox`.

      ## On a port

      ```sh
      modelgates sandbox --port 8787
      curl http://127.0.0.1:8787/api/v1/models
      ```

      Any program can use it as a stand-in for the gateway; `modelgates status --gateway http://127.0.0.1:8787/api/v1` does too. `/`
      shows a page with keys, usage, credits and plan.

      ## Faults on demand

      A request with the field `Sandbox-Fault` fails as it says: a status with or without `Retry-After`, a delay, a hang, a connection that
      is cut, garbage, an `error` in a 200, or a reply that is lost after the work was done. An admin call sets the same for the next
      requests of all.

      ## Credits and payment methods

      The sandbox's management key is `sk-mg-sandbox-management`; it opens nothing but your own sandbox. With it you can grant credits and
      set payment methods, to try paid plans and what happens without money.
      """#)
}
