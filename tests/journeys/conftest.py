"""The journeys' house, opened once for all of them, and Debian's Chromium to walk through it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import setup_databases
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.journeys import house as houses
from tests.journeys.house import House
from tests.journeys.visit import Visit

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread; Django takes it for a server's
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
FAKE_DEVICES = [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream=fps=5",
    "--allow-loopback-in-peer-connection",
    "--auto-select-desktop-capture-source=Entire screen",
]


@pytest.fixture(scope="session")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Web, realtime and worker over a copy of the test database with the demo in it.

    ``JOURNEY_HOUSE=http://localhost:8000`` walks through one that is open already.
    """
    if address := os.environ.get("JOURNEY_HOUSE"):
        yield House(address)
        return
    with open_house(request, tmp_path_factory.mktemp("house"), "journeys") as house:
        yield house


@contextmanager
def open_house(request: pytest.FixtureRequest, folder: Path, called: str, **more: str) -> Iterator[House]:
    """``more``: settings of its environment."""
    _migrated(request)
    template = str(connection.settings_dict["NAME"])
    name = f"{template}_{called}"
    connection.close()  # a database in use cannot be copied
    owner, app = houses.furnish(template, name)
    process, house = houses.opened(owner, app, folder, **more)
    try:
        yield house
    finally:
        houses.closed(process)
        houses.remove(name)


def _migrated(request: pytest.FixtureRequest) -> None:
    """pytest-django migrates where a test asks for the database; journeys ask for a copy of it, and may run alone."""
    if connection.settings_dict["NAME"] != connection.settings_dict["TEST"]["NAME"]:
        with request.getfixturevalue("django_db_blocker").unblock():
            kept = not request.getfixturevalue("django_db_createdb")
            setup_databases(verbosity=0, interactive=False, aliases={"default"}, keepdb=kept)
    request.getfixturevalue("django_db_setup")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *FAKE_DEVICES])
    yield browser
    browser.close()


@pytest.fixture
def visit(house: House, browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """``visit("fr", phone=True)``: somebody at a browser of their own. What went wrong there fails the test."""
    visits: list[Visit] = []

    def begin(language: str = "en", *, phone: bool = False, dark: bool = False, **options: Any) -> Visit:
        context = new_context(browser, language, phone=phone, dark=dark, **options)
        visits.append(Visit(context, house, language))
        return visits[-1]

    yield begin
    troubles = [trouble for visit in visits for trouble in visit.troubles]
    for number, each in enumerate(visits):
        each.leave(tmp_path / f"{number}.png")
    assert troubles == []


def new_context(
    browser: Browser, language: str, *, phone: bool = False, dark: bool = False, **options: Any
) -> BrowserContext:
    return browser.new_context(
        locale={"fr": "fr-FR", "en": "en-GB"}[language],
        viewport=PHONE if phone else DESKTOP,
        has_touch=phone,
        color_scheme="dark" if dark else "light",
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
        **options,
    )
