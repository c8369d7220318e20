extension Page {
  static let projects = Page(
    "projects", title: "Projects and services",
    summary:
      #"What a project is, which services it can have, and how to add, look at and remove them."#,
    body: #"""
      ## What a project is

      A folder with `.projects/state.json`. `modelgates init my-app` makes one, and so does the first `modelgates add`. The file names the
      providers, services, plans and variable names of the project; it holds no secret and is meant to be committed. The vault, the journal
      and the cache beside it are ignored by git.

      ## Browse the catalog

      ```sh
      modelgates catalog                 # every provider, its services and plans
      modelgates catalog modelgates      # one provider
      modelgates search "ai models"      # by words
      ```

      The tool is `search_catalog`. The service of ModelGates is `modelgates/api`, category AI, with the plans `free` and `pay-as-you-go`.

      ## Add a service

      ```sh
      modelgates add modelgates/api
      modelgates add modelgates/api --name second      # another key with variables of its own prefix
      modelgates add modelgates/api --dry-run          # what stands in the way, all at once
      ```

      Adding links or creates the account, mints a key that is labelled with the project and the operation, seals it, and writes the env
      file. The result says which variables were written: `MODELGATES_API_KEY` and `MODELGATES_TYPE` for the first service, another prefix
      for a service with another name. Adding what is there already changes nothing and says so.

      For scripts and CI, without any question: `modelgates add modelgates/api --json --yes`.

      ## Names and references

      Commands that act on a service take its local name (`modelgates-api`) or `provider/service` where exactly one fits. `modelgates
      services list` gives the exact names. Where several fit, the error lists them.

      ## Status

      `modelgates status` shows the gateway in use, the linked account, each service with its plan, its variables and the fingerprint of
      its key, whether the vault and the env file agree, what is unfinished, and what to do next. Never a value.

      ## Remove a service

      ```sh
      modelgates remove modelgates/api
      modelgates remove modelgates/api --only-credentials
      ```

      The first revokes the key at the gateway and takes the variables out of the env file. With `--only-credentials` the key is forgotten
      here and stays alive there: somebody else may go on using it, and it can be revoked only at the dashboard.
      """#)
}
