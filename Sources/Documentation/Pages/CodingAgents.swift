extension Page {
  static let codingAgents = Page(
    "coding-agents", title: "Using ModelGates with coding agents",
    summary:
      #"What an agent can be asked for, what it gets to read, and the rules that keep secrets out of its context."#,
    body: #"""
      ## Prompts that work

      - "Add ModelGates to this project so I can call AI models."
      - "Rotate my ModelGates API key."
      - "What AI services are available in the catalog?"

      They are also prompts of the server: `add_modelgates`, `rotate_key`, `browse_catalog`.

      ## The context document

      `modelgates llm-context`, the tool `llm_context` and the resource `modelgates://llm-context` give one document for the whole project:
      what is provisioned, how to call it, which model for what, limits as they stand, errors. It holds no secret. `--section models` gives a
      part, `--output docs/models.md` a file that a second run renews.

      ## Skill files

      `modelgates init` and `modelgates add` write skills into the project, `modelgates skills` renews them: `.agents/skills/`,
      `.claude/skills/`, `.cursor/rules/`, and a block in `AGENTS.md` and `CLAUDE.md`. Text outside the marked block is never touched; a
      block that somebody edited is left alone and reported. `--skip-skills` leaves them out. `modelgates skills --check` changes
      nothing and fails when they are out of date, for CI. They are also the resources `skill://{name}/SKILL.md`.

      ## What an agent should and should not do

      Call the tools; they return variable names and fingerprints. Don't read `.env` or `.projects`, don't print keys, don't put them into
      code. Use `project_status` first when something is odd. Ask the user before anything that destroys, costs money or accepts terms, and
      pass only the consent that was given.

      ## Without questions

      `--json --yes` makes every command fit for scripts: one JSON object on standard output, stable exit codes. `--yes` picks the free
      plan and agrees to nothing that costs.
      """#)
}
