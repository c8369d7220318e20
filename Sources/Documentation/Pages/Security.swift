extension Page {
  static let security = Page(
    "security", title: "How secrets are kept",
    summary:
      #"Where a key is, how the vault is sealed, and what is refused."#,
    body: #"""
      ## Two places

      A key is sealed in `.projects/vault`, and in the env file with mode 0600. Nowhere else: tools, commands, logs, errors, resources and
      documents name variables and show the first digits of a key's SHA-256.

      ## The vault

      AES-256-GCM under a random key of the project, which is wrapped by a key file of the user outside the project, or by a passphrase
      (scrypt, `--vault-passphrase-file`). The project, the record and its generation are bound in, so that a flipped byte, a swapped
      record and a file that was put back are noticed.

      ## Files

      New content is written to a file beside the old one, reaches the disk, and then takes its name. Symbolic links, files of other users
      and outputs outside the project are refused. One process writes at a time; others wait a while and then say who is at work.

      ## Over HTTP

      Only loopback by default, `Host` and `Origin` are checked before a body is read, tokens are stored as digests and compared in
      constant time, and each token is a principal of its own with its own project.

      ## What to do when a key was seen

      `modelgates rotate modelgates/api`: a new key is verified and written before the old one is disabled.
      """#)
}
