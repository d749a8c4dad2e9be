"""Beside a draft stands the page from which it was made, its words marked; a page that has changed is shown twice."""

from collections.abc import Callable

import pytest
from django.test import Client

from lyceum.domains.learning.actions.source import remove_source
from lyceum.domains.learning.models import Item, State
from lyceum.domains.learning.tests.test_drafting import COURSE, course, drafted_path, inside
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.actions.documents import replace_document

Jobs = Callable[[], int]


@pytest.fixture
def browser(world: World) -> Client:
    return world.browser(world.members[Role.TEACHER])


def one_of(world: World, quote: str) -> Item:
    inside(world)
    item: Item = Item.objects.filter(quote__contains=quote)[0]
    return item


def marked(page: str) -> str:
    return page.partition('<mark id="quoted">')[2].partition("</mark>")[0]


@pytest.mark.wish("D14", "E7", "E24")
def test_the_quoted_words_are_marked_on_their_page(world: World, browser: Client, run_jobs: Jobs) -> None:
    path, _source = drafted_path(world, run_jobs)
    item = one_of(world, "prisme de verre")
    page = browser.get(f"/ampere/learning/{path.id}/review/?at={item.id}").content.decode()
    assert marked(page) == item.quote.replace("'", "&#x27;")
    assert "changement de direction" in page  # what stands around them


@pytest.mark.wish("E24")
def test_what_has_become_stale_is_shown_as_it_was_quoted_and_as_it_is_now(
    world: World, browser: Client, run_jobs: Jobs
) -> None:
    path, source = drafted_path(world, run_jobs)
    item = one_of(world, "prisme de verre")
    replace_document(world.teacher, source.document_id, course(COURSE.replace("prisme de verre", "prisme de quartz")))
    run_jobs()
    item = one_of(world, "prisme de verre")
    assert item.state == State.STALE
    here = f"/ampere/learning/{path.id}/review/?at={item.id}"
    then = browser.get(here).content.decode()
    assert ("Its document has changed" in then, "prisme de verre" in marked(then)) == (True, True)
    now = browser.get(f"{here}&version=now").content.decode()
    assert ("prisme de quartz" in now, marked(now), "no longer says these words" in now) == (True, "", True)
    browser.post(f"/ampere/learning/{path.id}/review/decision/", {"item": item.id, "state": "accepted"})
    browser.post(f"/ampere/learning/{path.id}/review/undoing/")
    assert one_of(world, "prisme de verre").state == State.STALE


def test_a_document_that_is_gone_still_says_what_it_said(world: World, browser: Client, run_jobs: Jobs) -> None:
    path, source = drafted_path(world, run_jobs)
    item = one_of(world, "prisme de verre")
    remove_source(world.teacher, path.id, source.document_id)
    Item.objects.within(world.teacher).filter(id=item.id).update(document=None)
    page = browser.get(f"/ampere/learning/{path.id}/review/?at={item.id}").content.decode()
    assert ("The document is no longer there." in page, "prisme de verre" in page) == (True, True)
