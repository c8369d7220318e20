extension Page {
  static let gateways = Page(
    "gateways", title: "Gateways",
    summary:
      #"The embedded sandbox and live gateways: how to choose one, certificates, proxies."#,
    body: #"""
      ## Which gateway is in use

      `modelgates status` says it, and so does `meta.gateway` of every result: `sandbox`, or the host of a live one.

      ## Choose one

      ```sh
      modelgates status --gateway https://modelgates.ai/api/v1
      export MODELGATES_GATEWAY=https://modelgates.ai/api/v1
      ```

      or `{"gateway": "https://modelgates.ai/api/v1"}` in `$XDG_CONFIG_HOME/modelgates/config.json`. The user chooses, never a client or a
      model. Addresses are https only, except on loopback.

      ## Two ways to get keys

      By the provisioning protocol, which creates or links an account and adds a resource; or, with a management key, by `POST /keys`. Any
      gateway that has the second one is enough: keys, credits, key information and models are all that is needed. With a management key a
      live gateway isn't asked for the provisioning protocol at all.

      ## Certificates and proxies

      `--ca-file` or `SSL_CERT_FILE` names a file of certificate authorities that are trusted instead of the system's; `HTTPS_PROXY`,
      `ALL_PROXY` and `NO_PROXY` are honoured, except for this computer itself, which is always reached directly. Certificate errors are
      errors: there is no way to switch the check off. Redirects to another host are refused.

      ## When it can't be reached

      Requests have deadlines; what is safe to repeat is repeated a few times with growing pauses, and `Retry-After` is honoured. Then the
      error is `gateway_unavailable`, exit code 6, and nothing was changed, or the journal knows what is unfinished.
      """#)
}
