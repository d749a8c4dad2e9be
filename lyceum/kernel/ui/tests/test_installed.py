import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from lyceum.kernel.foundation.rules.colour import hex_of
from lyceum.kernel.identity.tests.factories import World, make_organisation


@pytest.mark.wish("B2")
def test_the_organisations_hue_is_a_style_sheet_that_browsers_keep(world: World) -> None:
    world.ampere.hue = 152
    world.ampere.save()
    answer = Client().get("/ampere/brand.css?v=152")
    assert answer.content.decode() == ":root{--brand-hue:152}"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"] == "text/css"


@pytest.mark.wish("W6")
def test_the_manifest_makes_an_installable_application(world: World) -> None:
    manifest = json.loads(Client().get("/manifest.webmanifest").content)
    assert (manifest["name"], manifest["start_url"], manifest["display"]) == ("Lyceum", "/", "standalone")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert "maskable" in {icon.get("purpose") for icon in manifest["icons"]}
    pictures = [icon["src"] for icon in manifest["icons"] if icon["type"] == "image/png"]
    assert all(finders.find(src.removeprefix("/static/")) for src in pictures)


def test_an_organisation_is_installed_under_its_own_name_and_colour(world: World) -> None:
    world.ampere.hue = 30
    world.ampere.save()
    manifest = json.loads(Client().get("/ampere/manifest.webmanifest").content)
    assert manifest["name"] == "Lycée Ampère"
    assert manifest["start_url"] == "/ampere/today/"
    assert manifest["theme_color"] == hex_of(0.47, 0.14, 30)
    assert hex_of(0.47, 0.14, 30) in Client().get("/ampere/icon.svg?v=30").content.decode()


def test_the_service_worker_keeps_the_shell_and_forgets_people(world: World) -> None:
    answer = Client().get("/sw.js")
    text = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    settings = json.loads(re.search(r"= (\{.*?\});", text)[1])
    assert settings["offline"] == "/offline/"
    assert "/static/ui/lyceum.css" in settings["assets"]
    assert 'event.data === "farewell"' in text


def test_the_offline_page_is_nobodys(world: World) -> None:
    page = Client().get("/offline/")
    assert page.status_code == 200
    assert "There is no connection just now" in page.content.decode()


@pytest.mark.wish("W4")
def test_search_engines_find_public_organisations_only(world: World) -> None:
    make_organisation("Secret Club", "secret-club", is_public=False)
    sitemap = Client().get("/sitemap.xml").content.decode()
    assert "/ampere/</loc>" in sitemap
    assert "secret-club" not in sitemap
    assert "Sitemap: http" in Client().get("/robots.txt").content.decode()


def test_nothing_of_ours_is_inline_or_from_elsewhere() -> None:
    """The policy would block it; this says where. Letters are no pages: readers of mail know inlined styles alone."""
    templates = Path(__file__).parents[1] / "templates"
    letters = templates / "ui" / "mail"
    for path in set(templates.rglob("*.html")) - set(letters.rglob("*.html")):
        text = path.read_text()
        assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\bstyle=\"|\son[a-z]+=\"", text), path
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), path
