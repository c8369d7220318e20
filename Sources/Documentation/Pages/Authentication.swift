extension Page {
  static let authentication = Page(
    "authentication", title: "Authentication",
    summary:
      #"Bearer keys, which key may do what, and where keys belong."#,
    body: #"""
      ## The header

      Every request carries the key as a bearer token:

      ```http
      Authorization: Bearer sk-mg-v1-...
      ```

      A request without it gets 401. Keys are opaque: don't rely on a prefix or a length.

      ## Two kinds of keys

      | Key | May | May not |
      |---|---|---|
      | API key, as a project gets it | `POST /chat/completions`, `GET /key`, `GET /models`, `GET /generation` | manage keys, read credits |
      | management key | `GET /credits`, `GET POST PATCH DELETE /keys`, `/guardrails`, `GET /activity` | call models |

      `GET /credits` with an API key gets 403 with "Only management keys can perform this operation". `get_key_info` tells what can be
      known with the project's own key.

      ## Give the management key to this program

      By file (`--management-key-file FILE`, `-` is standard input) or by environment (`MODELGATES_MANAGEMENT_KEY`,
      `MODELGATES_MANAGEMENT_KEY_FILE`). Never by an argument, where other programs could see it. With one, keys can be minted by
      `POST /keys` even where a gateway doesn't offer provisioning.

      ## Where keys belong

      In the environment of a server process. Not in a repository, a browser, a mobile application, a log or a prompt.
      """#)
}
