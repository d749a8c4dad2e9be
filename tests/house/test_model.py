"""``docs/model.md`` draws the tables as they are."""

import difflib

import pytest

from lyceum.kernel.operations.management.commands.diagram import COMMAND, diagram
from tests.house.tree import ROOT


@pytest.mark.wish("P24", "P25", "B9")
def test_the_diagram_in_the_documents_is_of_today() -> None:
    kept, drawn = (ROOT / "docs/model.md").read_text().splitlines(), diagram().splitlines()
    changes = [line for line in difflib.unified_diff(kept, drawn, lineterm="", n=0) if line[0] in "+-"][2:]
    assert not changes, f"docs/model.md is stale. Run: {COMMAND}\n" + "\n".join(changes[:40])


def test_every_table_and_every_bond_is_drawn() -> None:
    drawn = diagram()
    assert "    Membership {\n        UUID id PK\n" in drawn
    assert "    Organisation ||--o{ Membership : organisation\n" in drawn
    assert "    Organisation |o--o{ Announcement : organisation\n" in drawn
