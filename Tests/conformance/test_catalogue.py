"""That no scenario of the suite is left out."""

import pathlib
import re

from scenarios import SCENARIOS, scenario_of


def test_every_scenario_has_a_test():
    files = pathlib.Path(__file__).parent.glob("test_*.py")
    names = {name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text(), re.MULTILINE)}
    tested = {scenario.name for name in names if (scenario := scenario_of(name))}
    assert tested == set(SCENARIOS)


def test_as_many_as_the_suite_counts():
    scored = [scenario for scenario in SCENARIOS.values() if scenario.standing == "scored"]
    counts = [sum(revision in scenario.revisions for scenario in scored) for revision in ("2025-11-25", "2026-07-28")]
    assert counts == [30, 37]
