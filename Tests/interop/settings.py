"""What comparisons of install's verdict with another reader's share: texts that were damaged, and the command."""

import json
import subprocess


def damaged(text, marks, source):
    """The text, mostly with a character or two put in, taken out or doubled."""
    for _ in range(source.choice([0, 1, 1, 2])):
        place = source.randrange(len(text) + 1)
        change = source.choice(["put", "cut", "double"])
        if change == "put":
            text = text[:place] + source.choice(marks) + text[place:]
        else:
            text = text[:place] + text[place:place + 1] * (2 if change == "double" else 0) + text[place + 1:]
    return text


def runner(place, client):
    """Runs `install` or `uninstall` for a client; gives the envelope."""

    def run(command):
        result = subprocess.run(
            [place.program, command, "--client", client, "--json"], cwd=place.project, env=place.environment(),
            capture_output=True, stdin=subprocess.DEVNULL, timeout=60,
        )
        return json.loads(result.stdout)

    return run
