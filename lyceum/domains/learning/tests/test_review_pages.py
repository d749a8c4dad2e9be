from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.domains.learning.actions.item import edit_item
from lyceum.domains.learning.models import Item, Path, State
from lyceum.domains.learning.rules.item import Choice, Content, Kind
from lyceum.domains.learning.tests.school import CAPITAL, EVEN, draft_path, drafted, first_step
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

HTMX = {"HX-Request": "true"}
BROKEN = Content(Kind.SHORT, "Sans réponse ?")


@pytest.fixture
def browser(world: World) -> Client:
    return world.browser(world.members[Role.TEACHER])


def at(path: Path, place: str = "") -> str:
    return f"/ampere/learning/{path.id}/review/{place}"


def states(world: World) -> dict[UUID, str]:
    return dict(Item.objects.within(world.teacher).values_list("id", "state"))


@pytest.mark.wish("D14", "E7", "E24")
def test_a_draft_is_accepted_and_the_next_one_comes(world: World, browser: Client) -> None:
    path = draft_path(world)
    first, second = drafted(path, CAPITAL, EVEN)
    shown = browser.get(at(path)).content.decode()
    assert (CAPITAL.prompt in shown, EVEN.prompt in shown, "1 of 2 to look at" in shown) == (True, False, True)
    answer = browser.post(at(path, "decision/"), {"item": first.id, "state": "accepted"}, headers=HTMX)
    page = answer.content.decode()
    assert (EVEN.prompt in page, "<html" in page, "1 accepted · 0 rejected" in page) == (True, False, True)
    browser.post(at(path, "decision/"), {"item": second.id, "state": "rejected"})
    assert states(world) == {first.id: State.ACCEPTED, second.id: State.REJECTED}
    assert "All is decided" in browser.get(at(path)).content.decode()


def test_without_javascript_a_decision_leads_to_the_page_of_the_next(world: World, browser: Client) -> None:
    path = draft_path(world)
    first, second, third = drafted(path, CAPITAL, EVEN, CAPITAL)
    answer = browser.post(at(path, "decision/"), {"item": first.id, "state": "accepted"})
    assert (answer.status_code, answer["Location"]) == (302, f"{at(path)}?at={second.id}")
    answer = browser.post(at(path, "decision/"), {"item": third.id, "state": "accepted"})
    assert answer["Location"] == f"{at(path)}?at={second.id}"


def test_the_last_decision_is_undone_and_the_draft_is_shown_again(world: World, browser: Client) -> None:
    path = draft_path(world)
    first, second = drafted(path, CAPITAL, EVEN)
    browser.post(at(path, "decision/"), {"item": first.id, "state": "rejected"})
    assert "Undo the rejection" in browser.get(at(path)).content.decode()
    answer = browser.post(at(path, "undoing/"), headers=HTMX).content.decode()
    assert (CAPITAL.prompt in answer, "Undo the" in answer) == (True, False)
    assert states(world) == {first.id: State.DRAFT, second.id: State.DRAFT}
    browser.post(at(path, "undoing/"))
    assert set(states(world).values()) == {State.DRAFT}


def test_all_of_a_step_are_accepted_at_once_and_taken_back_at_once(world: World, browser: Client) -> None:
    path = draft_path(world)
    drafted(path, CAPITAL, EVEN, BROKEN)
    step = first_step(path)
    everything = {"step": step.id, "all": "1"}
    page = browser.post(at(path, "decision/"), everything, headers=HTMX).content.decode()
    assert ("2 questions accepted." in page, "1 cannot be asked as it is" in page) == (True, True)
    assert sorted(states(world).values()) == [State.ACCEPTED, State.ACCEPTED, State.DRAFT]
    browser.post(at(path, "undoing/"))
    assert set(states(world).values()) == {State.DRAFT}
    browser.post(at(path, "decision/"), {"all": "1"})
    assert set(states(world).values()) == {State.DRAFT}


@pytest.mark.wish("D14")
def test_a_draft_is_put_right_in_its_place_and_accepted(world: World, browser: Client) -> None:
    path = draft_path(world)
    (draft, _other) = drafted(path, EVEN, CAPITAL)
    here = f"/ampere/learning/{path.id}/items/{draft.id}/"
    form = browser.get(f"{here}?back=review", headers=HTMX).content.decode()
    assert ('value="4"' in form, "Save and accept" in form, "<html" in form) == (True, True, False)
    typed = {"id": draft.id, "edition": 1, "back": "review", "prompt": "Pair ?", "choice_0": "6", "is_right_0": "on"}
    refused = browser.post(here, typed | {"choice_1": "6"}, headers=HTMX)
    assert (refused.status_code, "Two choices say the same." in refused.content.decode()) == (422, True)
    answer = browser.post(here, typed | {"choice_1": "7"}, headers=HTMX)
    assert (answer.status_code, CAPITAL.prompt in answer.content.decode()) == (200, True)
    kept = Item.objects.within(world.teacher).get(id=draft.id)
    assert (kept.state, kept.asks) == (
        State.ACCEPTED,
        Content(Kind.CHOICE, "Pair ?", choices=(Choice("6", True), Choice("7", False))),
    )


@pytest.mark.wish("E24")
def test_of_two_who_edit_a_question_the_second_sees_both_versions(world: World, browser: Client) -> None:
    path = draft_path(world)
    (draft,) = drafted(path, CAPITAL)
    edit_item(world.teacher, draft.id, Content(Kind.SHORT, "La leur ?", answers=("oui",)), 1)
    here = f"/ampere/learning/{path.id}/items/{draft.id}/"
    typed = {"id": draft.id, "edition": 1, "prompt": "La mienne ?", "answers": "si"}
    page = browser.post(here, typed)
    said = page.content.decode()
    assert (page.status_code, "La leur ?" in said, "La mienne ?" in said) == (422, True, True)
    assert 'name="edition" value="2"' in said
    assert Item.objects.within(world.teacher).get(id=draft.id).asks.prompt == "La leur ?"
    assert browser.post(here, typed | {"edition": 2}).status_code == 302
    assert Item.objects.within(world.teacher).get(id=draft.id).asks.prompt == "La mienne ?"


def test_only_the_teachers_of_a_path_review_it(world: World) -> None:
    path = draft_path(world)
    (draft,) = drafted(path, CAPITAL)
    student = world.browser(world.members[Role.STUDENT])
    assert student.get(at(path)).status_code == 403
    assert student.post(at(path, "decision/"), {"item": draft.id}).status_code == 403
    assert states(world) == {draft.id: State.DRAFT}


def statements(browser: Client, path: Path) -> int:
    with CaptureQueriesContext(connection) as told:
        browser.get(at(path))
    return len(told)


def test_the_review_costs_as_many_statements_for_many_drafts_as_for_one(world: World, browser: Client) -> None:
    path = draft_path(world, None, "Un", "Deux", "Trois")
    drafted(path, CAPITAL)
    browser.get(at(path))
    once = statements(browser, path)
    for step in path.steps.all():
        Item.objects.create(organisation_id=path.organisation_id, step=step, kind="short", content=EVEN.kept())
    assert statements(browser, path) == once
