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
      the remedy of each finding; `--fix` does the safe ones.

      ## The client says that the server did not start

      Run the exact command of its configuration in a terminal: an error is one line on standard error. Use the program's absolute path.

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

      ## Everything else

      `modelgates status`, then the same command with `--log-level debug` for the log on standard error. It never holds a secret.
      """#)
}
