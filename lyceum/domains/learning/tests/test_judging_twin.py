"""The judging in the browser says what the judging on the server says."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from lyceum.domains.learning.rules import likeness_words, numeral
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.domains.learning.rules.judging import judge
from lyceum.domains.learning.tests.judging.parts_table import PARTS
from lyceum.domains.learning.tests.judging.reading import cases
from lyceum.kernel.foundation.tests.page_modules import answer_of

MODULES = sorted((Path(__file__).parents[1] / "static" / "learning").glob("judging*.js"))
JUDGING = """
import { readFileSync } from "node:fs";
import { judge } from "./judging.js";
const said = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(said.map(([content, given]) => judge(content, given))));
"""
TABLES = """
const tables = { ...(await import("./judging-words.js")), ...(await import("./judging-units.js")) };
process.stdout.write(JSON.stringify(tables));
"""


def test_both_know_the_same_words(tmp_path: Path) -> None:
    tables = answer_of(tmp_path, TABLES, MODULES)
    for name, table in tables.items():
        ours = getattr(numeral if name in ("CARDINALS", "ORDINAL_WORDS") else likeness_words, name)
        assert json.loads(json.dumps(ours)) == table
    assert len(tables) == 17


def _verdict(content: Content, given: Any) -> dict[str, Any]:
    found = judge(content, given)
    return {
        "fraction": found.fraction,
        "is_right": found.is_right,
        "reason": found.reason.value,
        "differed": [list(pair) for pair in found.differed],
    }


@pytest.mark.parametrize("sides", ["as written", "exchanged"])
def test_both_judge_the_same(tmp_path: Path, sides: str) -> None:
    asked: list[tuple[Content, Any]] = [(case.content, case.given) for case in cases()]
    if sides == "exchanged":
        asked = [(Content(Kind.SHORT, "?", answers=(given,)), content.answers[0]) for content, given in asked]
    else:
        asked += [(content, given) for content, given, *_ in PARTS]
        own_words = Content(Kind.DEFINITION, "?", answers=("Passage de l’eau à travers une membrane",))
        asked += [(own_words, said) for said in ("de l’eau qui passe une membrane", "", "un sel", "Traverse l’eau")]
    found = answer_of(tmp_path, JUDGING, MODULES, [[content.kept(), given] for content, given in asked])
    wrong = [
        (content.answers, given, ours, theirs)
        for (content, given), theirs in zip(asked, found, strict=True)
        if (ours := _verdict(content, given)) != theirs
    ]
    assert wrong == []


def test_both_judge_the_same_of_what_nobody_thought_of(tmp_path: Path) -> None:
    """Pieces of the table put together anew, and letters at random; the seed is fixed."""
    chance = random.Random(1789)
    pieces = [word for case in cases() for word in f"{case.content.answers[0]} {case.given}".split()]
    letters = "abeéiïoœrsxzIVXLCDM0123456789 .,-/^²³⁻×%°€'’()mkgh"
    asked = []
    for _ in range(1500):
        accepted = " ".join(chance.sample(pieces, chance.randint(1, 3)))
        given = " ".join(chance.sample(pieces, chance.randint(1, 3)))
        noise = "".join(chance.choices(letters, k=chance.randint(0, 14)))
        slipped = list(accepted)
        slipped[chance.randrange(len(slipped))] = chance.choice(letters)
        said = chance.choice([given, noise, "".join(slipped)])
        other = chance.choice([accepted, noise])
        asked.append((Content(Kind.NUMBER, "?", answers=(other,), unit=chance.choice(["", "m/s²", "°C"])), said))
    found = answer_of(tmp_path, JUDGING, MODULES, [[content.kept(), given] for content, given in asked])
    pairs = zip(asked, found, strict=True)
    assert [
        (content.answers, given, said) for (content, given), said in pairs if _verdict(content, given) != said
    ] == []
