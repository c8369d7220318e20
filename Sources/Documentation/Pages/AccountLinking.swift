extension Page {
  static let accountLinking = Page(
    "account-linking", title: "Account linking",
    summary:
      #"The three ways in which a project gets to an account: created inline, by a headless code exchange, or with a browser."#,
    body: #"""
      ## How an account is found

      By the e-mail address: `--email`, `MODELGATES_EMAIL`, the user's configuration, or that of git.

      ## The three ways

      No account has the address yet: one is created inline, and its credentials come back with the answer. No browser.

      An account exists: the gateway answers with a code, which is exchanged at `POST /api/v1/provisioning/oauth/token` for an access and
      a refresh token. No browser either, in the common case.

      The gateway wants a person to agree: the call returns at once with `authorization_pending` and an address. Open it, agree, then run
      the same command again; any process can finish what another one began. Nothing is polled without end: a request is asked about for an
      hour.

      If the gateway wants to know more first, the error `information_required` lists what, and `--info` gives it:

      ```sh
      modelgates link modelgates --info '{"country":"DE"}'
      ```

      ## Link before an agent works

      To keep browsers out of an agent's way, link the account yourself first:

      ```sh
      modelgates link modelgates
      modelgates billing add       # only for pay-as-you-go
      ```

      and then let the agent call `add_service`.

      ## The link is remembered

      For the user's other projects too: tokens are sealed in the user's own folder, never in the project and never in a result. An
      expired access token is refreshed by itself. `modelgates unlink modelgates` forgets the link, after asking; the keys of
      services that were added stay alive, and changing one of them links an account again.
      """#)
}
