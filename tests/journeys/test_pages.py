"""Every page, in both themes and on both kinds of screen: nothing for axe to say, no sideways scroll, no error."""

import re
from collections.abc import Callable
from itertools import groupby

import pytest

from tests.journeys import inspection
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.sitemap import SITEMAP, Stop, own_language
from tests.journeys.visit import Visit

PEOPLE = {who: list(stops) for who, stops in groupby(SITEMAP, key=lambda stop: stop.who)}


@pytest.mark.journey
@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who or "a visitor")
def test_every_page_is_accessible_and_quiet(visit: Callable[..., Visit], who: str) -> None:
    """At a desk by day, on a phone by night."""
    guest = visit(own_language(who))
    if who:
        guest.sign_in(who)
    found = []
    for stop in PEOPLE[who]:
        arrive(guest, stop)
        found += [f"{stop.name}: {fault}" for fault in _faults(guest)]
    assert not found, "\n".join(found)


@pytest.mark.journey
@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who or "a visitor")
def test_every_page_in_the_whole_matrix(visit: Callable[..., Visit], who: str, language: str) -> None:
    guest = visit(language)
    if who:
        guest.sign_in(who)
    guest.speak(language)
    found = []
    for stop in PEOPLE[who]:
        arrive(guest, stop)
        for size in (DESKTOP, PHONE):
            guest.page.set_viewport_size(size)
            found += [f"{stop.name}, {size['width']} px: {fault}" for fault in inspection.faults(guest.page)]
    guest.speak(own_language(who))
    assert not found, "\n".join(found)


def arrive(guest: Visit, stop: Stop) -> None:
    guest.page.set_viewport_size(DESKTOP)
    guest.expected = {stop.status} - {200}
    answer = guest.page.goto(guest.house(stop.path))
    assert answer is not None
    assert answer.status == stop.status, stop.name
    guest.settle()
    if stop.follow:
        links = guest.page.locator("main a[href]").evaluate_all("all => all.map((link) => link.href)")
        guest.page.goto(next(link for link in links if re.search(stop.follow, link)))
        guest.settle()


def _faults(guest: Visit) -> list[str]:
    by_day = inspection.faults(guest.page, themes=("light",))
    guest.page.set_viewport_size(PHONE)
    return by_day + inspection.faults(guest.page, themes=("dark",), narrow=False)
