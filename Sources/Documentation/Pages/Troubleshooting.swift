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

      | check | what is found |
      |---|---|
      | `program` | others may change the program's file, or it was replaced while it runs |
      | `libcrypto`, `libcurl` | a library of the system that can't be loaded |
      | `settings` | an option, a variable or `config.json` that can't be used |
      | `project` | `state.json` is damaged, of a newer ModelGates, or gone beside a vault or a managed `.env` |
      | `permissions` | others may read a key, the vault or an env file, or change the folders they are in; a folder that can't be written to |
      | `git` | git would commit an env file, the vault or the journal, or has one |
      | `vault` | a vault that is damaged, locked, of another project or an old copy; a key that isn't in it; the user's key file |
      | `env` | an env file that lacks a key or has another one, or that is a link, a folder or a pipe |
      | `journal` | an operation that was interrupted, or a file that isn't the journal's |
      | `skills` | skill files that are out of date, were edited or can't be written |
      | `claude-code`, `cursor`, `vscode`, `codex`, `clients` | an entry whose server doesn't start or doesn't speak the protocol, or settings that can't be read |
      | `gateway`, `certificate`, `proxy`, `clock` | what stands between this computer and the gateway |
      | `key` | a key that the gateway refuses |
      | `port` | the port of `serve` is taken |

      ## The client says that the server did not start

      `modelgates doctor` starts the command of its configuration and says what is wrong with it: a program that isn't there, one that prints
      something else than the protocol, one that doesn't answer. `modelgates install --client <client>` writes the entry anew. By hand: run
      the exact command in a terminal; an error is one line on standard error. Use the program's absolute path.

      ## The key is refused

      401: `modelgates status` tells whether the env file agrees with the vault. `modelgates env --pull` writes it again,
      `modelgates rotate` makes a new key. A process that was started before has the old value: restart it.

      ## The vault can't be opened

      `key_not_in_vault`, as after a clone on another computer: `modelgates rotate modelgates/api` makes a new key, which ends the old one
      for everybody. `vault_locked`: this user's key file or passphrase isn't the one that sealed it. Restore it, or let
      `modelgates doctor` name the commands that make new keys.

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
