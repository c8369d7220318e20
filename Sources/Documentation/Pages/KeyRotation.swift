extension Page {
  static let keyRotation = Page(
    "key-rotation", title: "API key rotation",
    summary:
      #"Replace a key without a moment in which the project has none that works, and what happens when something fails."#,
    body: #"""
      ## Rotate a key

      ```sh
      modelgates rotate modelgates/api
      ```

      or "Rotate my ModelGates API key." The tool is `rotate_key`, and it asks for consent, because the old key stops working.

      ## When to rotate

      After somebody leaves the team, after a key may have been seen by others, when a computer is lost, and from time to time anyhow. A
      clone on another computer whose vault can't be opened also gets a key of its own this way.

      ## What happens, step by step

      1. The intention is written to the journal.
      2. A new key is minted, labelled with the operation.
      3. It is sealed in the vault and verified with `GET /key`.
      4. The env file is written with the new key.
      5. The old key is disabled, and it is checked that the gateway refuses it.

      The old key is never disabled before the new one was verified and written. A retried call with the same idempotency key gives the
      same result and mints nothing.

      ## A grace period

      ```sh
      modelgates rotate modelgates/api --grace-seconds 3600
      modelgates rotate modelgates/api --finish
      ```

      keeps the old key alive for servers that still use it. The next operation after the time is over ends it, and `--finish` ends it at
      once.

      ## When it is interrupted

      A crash, a kill or a lost network leaves a journal entry. The next operation of any kind finishes or undoes it: the key in the env
      file works, and a key that nobody uses is found by its label and removed. Two rotations at once: one wins, the other gets
      `rotation_in_progress`.

      ## Good practice

      Give keys a spending limit, one key for each project and environment, watch the usage, and restart what has read the old value: a
      running process keeps the key that it was started with.
      """#)
}
