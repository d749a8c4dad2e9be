import json
from pathlib import Path

import pytest

from lyceum.project.start.welcome import welcome

ADA = {"name": "Ada Lovelace", "role": "owner", "organisation": "Lycée Ampère", "email": "ada@example.org"}
BO = {"name": "Bo", "role": "student", "organisation": "Lycée Ampère", "email": "bo@example.org"}


def test_the_address_and_the_accounts_of_the_demo_are_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LYCEUM_DEMO", "1")
    monkeypatch.setenv("SITE_URL", "https://lyceum.example.org/")
    (tmp_path / "demo-accounts.json").write_text(json.dumps([ADA, BO]))
    said = welcome(tmp_path).splitlines()
    assert said[1] == "  Lyceum is open:  https://lyceum.example.org/"
    assert said[5:7] == [
        "    Ada Lovelace  owner    Lycée Ampère  ada@example.org",
        "    Bo            student  Lycée Ampère  bo@example.org ",
    ]


def test_a_real_installation_names_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LYCEUM_DEMO", raising=False)
    (tmp_path / "demo-accounts.json").write_text(json.dumps([ADA]))
    assert "Ada" not in welcome(tmp_path)
