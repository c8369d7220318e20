extension Page {
  static let troubleshooting = Page(
    "troubleshooting", title: "Troubleshooting",
    summary:
      #"What you see, what it means, and the command that mends it."#,
    body: #"""
      ## Let the program look

      ```sh
      modelgates doctor
      modelgates doctor --fix
      ```

      checks the program, system libraries, client configurations, project files, the vault, the gateway, the key and the skills, and names
      the remedy of each finding as a command that can be typed; `--fix` does the safe ones, and loses nothing. It ends with 1 when something
      fails, with 0 for warnings alone; `--json` gives the findings as data. It starts the servers in clients' configurations as a client
      does, but only those that are this program or the user's own `modelgates`.

      ## The client says that the server did not start

      `modelgates doctor` starts the command of its configuration and says what is wrong with it: a program that isn't there, one that prints
      something else than the protocol, one that doesn't answer. `modelgates install --client <client>` writes the entry anew. By hand: run
      the exact command in a terminal; an error is one line on standard error. Use the program's absolute path.

      ## The key is refused

      401: `modelgates status` tells whether the env file agrees with the vault. `modelgates env --pull` writes it again,
      `modelgates rotate` makes a new key. A process that was started before has the old value: restart it.

      ## The vault can't be opened

      `vault_locked`: this user's key file or passphrase isn't the one that sealed it, as after a clone on another computer.
      `modelgates rotate modelgates/api` gives this computer a key of its own.

      ## A variable conflicts

      `env_variable_conflict`: the env file has a variable of that name that isn't managed. Rename it, or add the service with `--name`.

      ## Another process is at work

      `operation_in_progress` names it. If it was killed, the next operation finishes what it left.

      ## The gateway can't be reached

      `modelgates doctor` tells a proxy (`HTTPS_PROXY`, `NO_PROXY`) from a certificate that isn't trusted (`--ca-file`), a clock that is wrong
      and an address that isn't a gateway's.

      ## Everything else

      `modelgates status`, then the same command with `--log-level debug` for the log on standard error. It never holds a secret.
      """#)
}
