import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.demo import Account, World
from lyceum.kernel.foundation.rules.contribution import Contributions
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.tests.factories import make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.wish("P11")]


def _open_a_school(world: World) -> None:
    if not Organisation.objects.filter(slug="demo-school").exists():
        make_organisation("Demo School", "demo-school")
    world.accounts.append(Account("Ada", "ada@example.org", "owner", "Demo School"))


def _break(world: World) -> None:
    raise RuntimeError("half-way")


def test_each_room_adds_its_part_and_a_repeat_adds_nothing(settings: Any, monkeypatch: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    monkeypatch.setattr(registry, "rooms", lambda: {"a": Contributions(demo=_open_a_school), "b": Contributions()})
    call_command("demo")
    call_command("demo")
    assert Organisation.objects.filter(slug="demo-school").count() == 1
    assert [account["email"] for account in json.loads((tmp_path / "demo-accounts.json").read_text())] == [
        "ada@example.org"
    ]


def test_a_part_that_breaks_leaves_nothing_behind(settings: Any, monkeypatch: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    rooms = {"a": Contributions(demo=_open_a_school), "b": Contributions(demo=_break)}
    monkeypatch.setattr(registry, "rooms", lambda: rooms)
    with pytest.raises(RuntimeError, match="half-way"):
        call_command("demo")
    assert not Organisation.objects.filter(slug="demo-school").exists()
    assert not (tmp_path / "demo-accounts.json").exists()


def test_refuses_where_the_demo_is_off(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="never loaded into a real installation"):
        call_command("demo")
