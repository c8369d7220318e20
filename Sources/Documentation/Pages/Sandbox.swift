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
      modelgates sandbox --port 4790
      curl http://127.0.0.1:4790/api/v1/models
      modelgates status --gateway http://127.0.0.1:4790/api/v1
      ```

      Any program can use it as a stand-in for the gateway. It shares its state with the embedded one, answers this computer alone
      (`--expose` with another `--host` changes that), and says its address as a line of JSON on standard error; `--port 0` picks a port.

      `modelgates open modelgates` gives the address of its dashboard: keys, usage, credits and plans, with a play card and play money.
      The page is there while the sandbox is served; without `--port` that is port 4790, which the embedded one's addresses name.

      ## The ways of linking, by the e-mail address

      | address | what happens |
      |---|---|
      | a new one | the account is made inline |
      | one that has an account | a code is exchanged, without a browser |
      | `you+browser@example.com` | a person agrees on a page first |
      | `you+information@example.com` | the account needs a `country`, the service a `purpose`: `--info '{"country":"DE"}'` |
      | `you+pending@example.com` | a service's key takes two seconds |
      | `you+error@example.com` | the account can't be made |

      Where no page is served, an admin call decides: `POST /api/v1/sandbox/authorizations` with
      `{"email":"you+browser@example.com","approve":true}`.

      ## Faults on demand

      A request with the field `Sandbox-Fault` fails as it says. Nothing is done: `status=503;retry-after=2`, `error-in-200`, `garbage`,
      `html`, `empty`, `wrong-json`, `huge`, `redirect`, `drop` (the connection ends), `hang`. The work is done: `status-after=500`,
      `wrong-type`, `cut` (the reply breaks off), `lost` (no reply comes). `delay=250` milliseconds pass before any of them or alone.
      `POST /api/v1/sandbox/faults` with `{"fault":"lost","method":"POST","path":"/provisioning/*","after":1,"count":1}` plans one for
      requests to come, of every process; `GET` lists the plan, `DELETE` clears it. `GET /api/v1/sandbox/requests` lists the latest
      requests and what was done.

      ## Credits and payment methods

      The sandbox's management key is `sk-mg-sandbox-management`; it opens nothing but your own sandbox. With it you can grant credits
      (`POST /api/v1/sandbox/credits`) and set payment methods (`POST /api/v1/sandbox/payment_method`), to try paid plans and what happens
      without money.
      """#)
}
