"""Every template compiles, every component is on show, every icon exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template
from django.test import Client

from lyceum.kernel.foundation import registry
from lyceum.kernel.identity.tests.factories import World

UI = Path(__file__).parents[1]
ICONS = set((UI / "icons.txt").read_text().split())


def templates() -> Iterator[tuple[str, Path]]:
    for config in apps.get_app_configs():
        folder = Path(config.path) / "templates"
        if config.name.startswith("lyceum."):
            yield from ((str(path.relative_to(folder)), path) for path in sorted(folder.rglob("*.*")))


@pytest.mark.parametrize("name", [name for name, _path in templates()])
def test_every_template_compiles(name: str) -> None:
    assert get_template(name)


@pytest.mark.wish("W9")
def test_the_style_guide_shows_every_component() -> None:
    shown = "".join(path.read_text() for path in (UI / "templates" / "ui").rglob("*.html") if "design" in str(path))
    folder = UI / "templates" / "cotton"
    shown += "".join(path.read_text() for path in folder.rglob("*.html"))  # what is a part of another is seen with it
    components = {str(path.relative_to(folder).with_suffix("")).replace("/", ".") for path in folder.rglob("*.html")}
    missing = {name for name in components if not re.search(rf"<c-{re.escape(name)}[\s/>]", shown)}
    assert missing == set()


@pytest.mark.wish("W9")
def test_the_style_guide_is_public_and_has_both_lights(world: World) -> None:
    page = Client().get("/design/").content.decode()
    assert page.count('data-theme="light"') == page.count('data-theme="dark"') == 9


def test_every_icon_that_is_named_exists() -> None:
    named = set()
    for _name, path in templates():
        found = re.findall(r'<c-icon[^>]*\bname="([a-z0-9-]+)"|\bicon="([a-z0-9-]+)"', path.read_text())
        named |= {first or second for first, second in found}
    named |= {entry.icon for entry in registry.menu()} | {kind.icon for kind in registry.notification_kinds().values()}
    assert named - ICONS == set()


def test_only_what_a_component_declares_is_given_to_it_as_a_value() -> None:
    """Cotton prints any other ``:name="…"`` unescaped into the tag."""
    folders = [Path(config.path) / "templates" / "cotton" for config in apps.get_app_configs()]
    components = {str(p.relative_to(f).with_suffix("")): p.read_text() for f in folders for p in f.rglob("*.html")}
    declared = {name: set(re.findall(r"([\w-]+)(?:=|\s|$)", _vars(text))) for name, text in components.items()}
    wrong = []
    for name, path in templates():
        for component, tag in re.findall(r"<c-([\w.-]+)([^>]*)>", path.read_text()):
            given = set(re.findall(r"\s:([\w-]+)=", tag))
            known = declared.get(component.replace(".", "/").replace("-", "_"), given)
            wrong += [(name, component, attribute) for attribute in given - known]
    assert wrong == []


def _vars(text: str) -> str:
    found = re.search(r"<c-vars(.*?)/>", text, re.DOTALL)
    return re.sub(r'"[^"]*"', "", found[1]) if found else ""


def test_a_component_is_never_given_an_expression() -> None:
    """Cotton takes a variable or a literal after ``:name=``, and silently drops anything else."""
    wrong = []
    for name, path in templates():
        for tag in re.findall(r"<c-[^>]*>", path.read_text()):
            values = re.findall(r'\s:[\w-]+="([^"]*)"', tag)
            wrong += [(name, value) for value in values if re.search(r"\s(?:==|!=|and|or|in|not)\s|^not\s", value)]
    assert wrong == []
