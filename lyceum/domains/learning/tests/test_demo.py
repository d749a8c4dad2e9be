"""The demo of learning as ``bin/run`` loads it, with some of its paths."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

from lyceum.domains.learning import demo as learning
from lyceum.domains.learning.actions.answering import Answer, answer_items
from lyceum.domains.learning.demo.script import path_scripts
from lyceum.domains.learning.models import Exchange, Item, Memory, Path, Review, Revision, State, Status
from lyceum.domains.learning.queries.asking import asked_in, due_memories
from lyceum.domains.learning.queries.classroom import classroom
from lyceum.domains.learning.queries.path import studied_paths
from lyceum.domains.learning.rules.judging import judge
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.demo import World, at
from lyceum.kernel.identity.demo import demo as people
from lyceum.kernel.search.models import Page
from lyceum.kernel.search.queries.answering import verified
from lyceum.kernel.search.queries.documents import document_for

pytestmark = [pytest.mark.django_db, pytest.mark.wish("P11")]
SOME = ("Vecteurs : remise à niveau", "Mécanique : mouvements et forces", "London, one evening at a time")


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Loaded once for all tests of this file; each undoes what it does."""
    kept = tmp_path_factory.mktemp("demo")
    scripts = tuple(script for script in path_scripts() if script.name in SOME)
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO=True, VAR_DIR=kept, MEDIA_ROOT=kept / "media"),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(learning, "path_scripts", lambda: scripts)
        world = World()
        people(world)
        learning.demo(world)
        yield world.found["cast"]
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(cast: Any) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def entered(cast: Any, slug: str = "ampere") -> Any:
    return scope.entered(cast.organisations[slug].id)


def mechanics() -> Path:
    found: Path = Path.objects.get(name="Mécanique : mouvements et forces")
    return found


def crawled(browser: Client, first: str) -> dict[str, int]:
    """By address, what it answers: each kind of page twice at most, as far as links go inside learning."""
    waiting, found, kinds = [first], dict[str, int](), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        kind = re.sub(r"[0-9a-f-]{36}", "*", address)
        if address in found or kinds[kind] == 2:
            continue
        kinds[kind] += 1
        answer = browser.get(address, follow=True)
        found[address] = answer.status_code
        if answer["Content-Type"].startswith("text/html"):
            links = re.findall(rf'href="({first}[^"#?]*)', answer.content.decode())
            waiting += [link for link in links if link not in found]
    return found


@pytest.mark.parametrize(
    ("name", "slug", "least"),
    [
        ("Inès Lopez", "ampere", 2),
        ("Karim Benali", "ampere", 8),
        ("Hélène Marchand", "ampere", 8),
        ("Odile Maréchal", "babel", 2),
        ("Sofia Moreau", "babel", 8),
    ],
)
def test_no_page_of_learning_fails_its_people(cast: Any, name: str, slug: str, least: int) -> None:
    browser = Client()
    browser.force_login(cast.people[name])
    found = crawled(browser, f"/{slug}/learning/")
    assert {address: status for address, status in found.items() if status != 200} == {}
    assert len(found) >= least


def test_every_question_and_every_citation_stands_on_the_page_word_for_word(cast: Any) -> None:
    for slug, least in (("ampere", 60), ("babel", 60)):
        teacher = cast.caller("Sofia Moreau", slug) if slug == "babel" else cast.caller("Karim Benali", slug)
        pages = {(page.version.document_id, page.number): page.text for page in Page.objects.select_related("version")}
        items = list(Item.objects.within(teacher).exclude(document=None))
        assert len(items) >= least
        wrong = [item for item in items if pages[item.document_id, item.page][item.start : item.end] != item.quote]
        assert wrong == []
        told = [cited for e in Exchange.objects.within(teacher) for cited in e.citations]
        assert told
        assert all(verified(teacher, c["document_id"], c["page"], c["text"], c["version"]) for c in told)


def test_nothing_that_was_not_accepted_reaches_a_student(cast: Any) -> None:
    with entered(cast):
        states = Counter(Item.objects.filter(step__path=mechanics()).values_list("state", flat=True))
        assert min(states[State.ACCEPTED], states[State.DRAFT], states[State.REJECTED]) >= 1
        assert set(Review.objects.values_list("item__state", flat=True)) == {State.ACCEPTED}
    student = cast.caller("Inès Lopez", "ampere")
    assert [path.name for path in studied_paths(student)] == ["Mécanique : mouvements et forces"]
    assert {one.item.state for one in asked_in(student, mechanics())} == {State.ACCEPTED}


def test_the_demo_student_has_something_due_a_history_and_a_weak_step(cast: Any) -> None:
    student = cast.caller("Inès Lopez", "ampere")
    assert due_memories(student).count() >= 1
    assert Revision.objects.within(student).own(student).count() >= 15
    rows = Review.objects.within(student).own(student).filter(item__step__path=mechanics())
    right: dict[int, list[bool]] = {}
    for position, is_right in rows.values_list("item__step__position", "is_right"):
        right.setdefault(position, []).append(is_right)
    shares = {position: sum(told) / len(told) for position, told in right.items()}
    assert min(shares, key=lambda position: shares[position]) == 3
    document = mechanics().sources.get().document_id
    assert document_for(student, document).title == "Mécanique : mouvements et forces"


def test_the_class_differs_and_some_of_it_wait_for_their_teacher(cast: Any) -> None:
    seen = classroom(cast.caller("Karim Benali", "ampere"), mechanics().id)
    assert len(seen.pupils) >= 12
    assert len({pupil.share for pupil in seen.pupils}) >= 6
    assert {pupil.is_quiet for pupil in seen.pupils} == {True, False}
    with entered(cast):
        exchanges = list(Exchange.objects.filter(path=mechanics()))
        assert {exchange.outcome for exchange in exchanges} == {"quoted", "uncovered"}
        assert sorted(bool(e.reply) for e in exchanges if e.passed_on_at) == [False, True]
        assert Path.objects.get(name="Vecteurs : remise à niveau").status == Status.ARCHIVED


def test_answers_are_judged_as_they_are_kept(cast: Any) -> None:
    with entered(cast):
        rows = Review.objects.select_related("item").exclude(item__kind="definition")[:400]
        told = [(judge(review.item.asks, review.given["given"]), review) for review in rows]
    assert len(told) == 400
    assert [r.id for verdict, r in told if (verdict.fraction, verdict.is_right) != (r.fraction, r.is_right)] == []


@pytest.mark.parametrize("name", ["Alice Mercier", "Noah Lefèvre"])
def test_the_actions_would_have_kept_the_same(cast: Any, name: str) -> None:
    student = cast.caller(name, "ampere")
    mine = Review.objects.within(student).own(student).filter(item__step__path=mechanics())
    before = kept_of(student)
    revisions = {r: list(r.answers.order_by("answered_at", "id")) for r in Revision.objects.filter(answers__in=mine)}
    assert len(before) >= 10
    mine.delete()
    Memory.objects.within(student).own(student).filter(path=mechanics()).delete()
    for revision, reviews in sorted(revisions.items(), key=lambda pair: pair[0].created_at):
        answers = [
            Answer(r.id, r.item_id, r.given["given"], r.seconds, r.hints, r.answered_at, r.given["own_verdict"])
            for r in reviews
        ]
        with at(revision.ended_at):  # type: ignore[arg-type]  # all have ended
            answer_items(student, revision.id, answers)
    assert kept_of(student) == before


def kept_of(student: Any) -> list[tuple[Any, ...]]:
    rows = Memory.objects.within(student).own(student).filter(path=mechanics()).order_by("item_id")
    reviews = Review.objects.within(student).own(student).filter(item__step__path=mechanics()).order_by("id")
    whole = "item_id stability difficulty reviewed_at due_on phase exam_on exam_recall reviews lapses last_right"
    told = "id item_id fraction is_right rating hints seconds recall model answered_at"
    return [*rows.values_list(*whole.split()), *reviews.values_list(*told.split())]
