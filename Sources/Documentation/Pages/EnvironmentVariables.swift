extension Page {
  static let environmentVariables = Page(
    "environment-variables", title: "Environment variables",
    summary:
      #"What is written to .env, how it is kept in step with the vault, and environments with files of their own."#,
    body: #"""
      ## What is written

      `MODELGATES_API_KEY` and `MODELGATES_TYPE=bearer` for the first service; a service with another name gets a prefix from it. Results
      always say which names were written: don't guess them.

      The file is changed in place: every other byte, comment and line ending stays, the new content is complete before it takes the old
      one's place, and its mode is 0600. A symbolic link is refused. A change that somebody makes meanwhile is merged.

      ## List them

      ```sh
      modelgates env
      ```

      shows names, where each comes from, and whether the file agrees with the vault. There is no way to print a value.

      ## Sync again

      ```sh
      modelgates env --pull             # after a clone, or when the file was damaged
      modelgates env --pull --dry-run   # what would change
      ```

      A variable of that name that isn't managed is never overwritten: the error `env_variable_conflict` says what to do.

      ## Several environments

      ```sh
      modelgates env create staging --output .env.staging
      modelgates env use staging
      modelgates env list
      ```

      Each environment has an output file of its own, `.env` for `default`. Commands write to the one in use.

      ## In your program

      Read the variables from the environment; load the file with your framework's loader or `dotenv`. Don't commit it: `.gitignore` and
      `.cursorignore` got their lines when the project was made. Never let a key reach a browser or a log.
      """#)
}
