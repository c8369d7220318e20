extension Page {
  static let mcpServer = Page(
    "mcp-server", title: "The MCP server",
    summary:
      #"Connect Claude Code, Cursor, VS Code, Codex or any other client, locally or by address."#,
    body: #"""
      ## Over standard input and output

      ```sh
      modelgates install --client claude-code
      ```

      writes the entry for a client: `claude-code`, `cursor`, `vscode`, `codex` or `all`. By hand, for Claude Code:

      ```sh
      claude mcp add modelgates -- /absolute/path/modelgates mcp
      ```

      Clients that are started from a desktop have a short `PATH`, so give the program's absolute path.

      ## Over HTTP

      ```sh
      modelgates serve --port 3912
      ```

      serves Streamable HTTP at `http://127.0.0.1:3912/mcp` and at `/docs/_mcp/server`. Only loopback by default. For other hosts it needs
      bearer tokens (`--token-file`) and a proxy that speaks TLS (`--behind-tls-proxy`).

      ## Revisions of the protocol

      2026-07-28, where every request stands by itself, and 2025-11-25, 2025-06-18, 2025-03-26 and 2024-11-05, which begin with
      `initialize`. The revision is chosen message by message; nothing has to be configured.

      ## Fewer tools

      `--read-only` offers only what changes nothing, `--tools add_service,project_status` only those that are named.

      ## Resources and prompts

      `modelgates://project`, `modelgates://llm-context`, `modelgates://catalog`, `modelgates://docs/{page}`,
      `modelgates://models/{author}/{slug}`. `search_docs` finds sections of these pages.
      """#)
}
