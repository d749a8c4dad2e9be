import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook  # type: ignore[import-untyped]  # the vendor ships no types

from lyceum.domains.learning.actions.answering import Answer, answer_items
from lyceum.domains.learning.actions.exporting import export_questions, export_results, export_statements
from lyceum.domains.learning.actions.importing import Arrival, import_items
from lyceum.domains.learning.actions.revision import begin_revision, end_revision
from lyceum.domains.learning.models import Item, Memory, Path
from lyceum.domains.learning.ports import decks
from lyceum.domains.learning.queries.exports import outgoing
from lyceum.domains.learning.queries.results import results
from lyceum.domains.learning.queries.statements import Period, statements
from lyceum.domains.learning.rules.formats.detecting import Format
from lyceum.domains.learning.rules.formats.report import Reason
from lyceum.domains.learning.rules.formats.xapi_given import given_texts
from lyceum.domains.learning.rules.item import Choice, Content, Kind
from lyceum.domains.learning.tests.school import CAPITAL, EVEN, draft_path, drafted, first_step, open_path
from lyceum.domains.learning.tests.test_import import course, upload
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import GroupMembership
from lyceum.kernel.identity.tests.factories import World, make_member, make_person

GAPS = Content(Kind.CLOZE, "Le ____ traverse ____.", gaps=(("Tibre",), ("Rome", "la ville de Rome")))
NUMBER = Content(Kind.NUMBER, "Combien de collines ?", answers=("7",), tolerance=1.0, explanation="Sept, dit-on.")
ORDER = Content(Kind.ORDERING, "Du nord au sud", sequence=("Milan", "Rome", "Naples"))
PAIRS = Content(Kind.MATCHING, "Capitales", pairs=(("Italie", "Rome"), ("Grèce", "Athènes"), ("Malte", "La Valette")))
TRUTH = Content(Kind.TRUTH, "Rome est en Italie.", choices=(Choice("Vrai", True), Choice("Faux", False)))
DEFINITION = Content(Kind.DEFINITION, "Une péninsule", answers=("Une terre entourée d’eau, sauf d’un côté",))
ALL = (CAPITAL, EVEN, GAPS, NUMBER, ORDER, PAIRS, TRUTH, DEFINITION)
QUOTE = "Rome est la capitale de l’Italie"


def revised(world: World, path: Path) -> None:
    """The student answers two questions, one of them right, and ends."""
    student = world.student
    revision, _asked = begin_revision(student, new_identifier(), path.id)
    one, two = Item.objects.within(student).filter(step__path=path).order_by("position")[:2]
    given = [(one, "Rome"), (two, ["3"])]
    answer_items(student, revision.id, [Answer(new_identifier(), item.id, said, seconds=30) for item, said in given])
    end_revision(student, revision.id)


def sourced(world: World, path: Path) -> None:
    document = course(world, path, f"Bon. {QUOTE}.")
    place = {"document": document, "version": 1, "page": 2, "start": 5, "end": 5 + len(QUOTE), "quote": QUOTE}
    Item.objects.within(world.teacher).filter(content__prompt=CAPITAL.prompt).update(**place)


def came_back(world: World, path: Path, format: str) -> list[Item]:
    """Into another path that stands on the same document."""
    file = export_questions(world.teacher, path.id, format)
    other = draft_path(world)
    course(world, other, f"Bon. {QUOTE}.")
    import_items(world.teacher, other.id, first_step(other).id, Arrival(new_identifier(), True), upload(file.body))
    return list(Item.objects.within(world.teacher).filter(step__path=other).order_by("position"))


def in_order(content: Content) -> Content:
    """A table writes the right choices first."""
    return replace(content, choices=tuple(sorted(content.choices, key=lambda choice: choice.text)))


@pytest.mark.wish("E10")
def test_a_path_taken_out_and_brought_back_is_whole_as_a_table(world: World) -> None:
    path = open_path(world, *ALL)
    sourced(world, path)
    assert outgoing(world.teacher, path.id, "csv").said.dropped == []
    items = came_back(world, path, "csv")
    assert [in_order(item.asks) for item in items] == [in_order(content) for content in ALL]
    assert (items[0].page, items[0].start, items[0].quote) == (2, 5, QUOTE)


@pytest.mark.parametrize("format", ["gift", "moodle", "aiken", "anki"])
def test_what_a_format_says_without_loss_comes_back_the_same(world: World, format: str) -> None:
    path = open_path(world, *ALL)
    sourced(world, path)
    found = outgoing(world.teacher, path.id, format)
    lossy = {one.where for one in found.said.dropped if one.reason not in (Reason.SOURCE, Reason.CATEGORY)}
    kept = [item.asks for item in Item.objects.within(world.teacher).filter(step__path=path).order_by("position")
            if f"{item.id}" not in lossy]  # fmt: skip
    items = came_back(world, path, format)
    assert (found.total, len(items)) == (8, found.said.kept)
    assert [asks for asks in kept if asks not in {item.asks for item in items}] == []
    assert len(kept) >= {"gift": 4, "moodle": 6, "aiken": 1, "anki": 2}[format]


def test_a_card_carries_its_page_and_finds_it_again(world: World) -> None:
    path = open_path(world, CAPITAL)
    sourced(world, path)
    said = decks().read(export_questions(world.teacher, path.id, "anki").body).items[0]
    assert (said.source, said.schedule) == (f"Géographie, p. 2 — {QUOTE}", None)
    item = came_back(world, path, "anki")[0]
    assert (item.page, item.quote, item.asks) == (2, QUOTE, CAPITAL)


def test_what_a_format_cannot_say_is_reported(world: World) -> None:
    path = open_path(world, CAPITAL, EVEN)
    found = outgoing(world.teacher, path.id, Format.AIKEN)
    assert (found.total, found.said.kept) == (2, 1)
    assert [one.reason for one in found.said.dropped if not one.is_part] == [Reason.UNSAYABLE]


def test_drafts_stay_in_the_house(world: World) -> None:
    path = open_path(world, CAPITAL)
    drafted(path, EVEN)
    assert outgoing(world.teacher, path.id, Format.GIFT).total == 1


@pytest.mark.wish("E26")
def test_a_student_takes_their_deck_along_with_what_they_remember(world: World) -> None:
    path = open_path(world)
    revised(world, path)
    memory = Memory.objects.within(world.student).get(item__content__prompt=CAPITAL.prompt)
    found = {
        one.content.prompt: one.schedule
        for one in decks().read(export_questions(world.student, path.id, "anki").body).items
    }
    schedule = found[CAPITAL.prompt]
    assert schedule is not None
    assert (schedule.stability, schedule.difficulty) == (memory.stability, memory.difficulty)
    assert schedule.due is not None
    assert (schedule.due.date(), len(schedule.reviews)) == (memory.due_on, 1)


def test_a_student_takes_nothing_but_the_deck(world: World) -> None:
    path = open_path(world)
    for format in ("gift", "moodle", "aiken", "csv"):
        with pytest.raises(NotAllowed):
            export_questions(world.student, path.id, format)
    with pytest.raises(NotAllowed):
        export_results(world.student, path.id, "csv")
    with pytest.raises(NotFound):
        export_questions(world.stranger, path.id, "anki")
    with pytest.raises(NotFound):
        export_questions(world.teacher, path.id, "docx")


def test_results_are_a_line_for_each_student(world: World) -> None:
    path = open_path(world)
    revised(world, path)
    head, *lines = rows(export_results(world.teacher, path.id, "csv").body)
    name = f"{world.members[Role.STUDENT].person}"
    assert (len(lines), lines[0][0], lines[0][2:7]) == (1, name, ["50", "1", "2", "50", "1"])
    assert head[-1] == "Capitales (%)"
    sheet = load_workbook(io.BytesIO(export_results(world.teacher, path.id, "xlsx").body)).active
    assert [cell.value for cell in sheet[1]] == head
    assert [sheet.cell(2, place).value for place in (1, 3, 4, 5)] == [name, 50, 1, 2]


def rows(body: bytes) -> list[list[str]]:
    text = body.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.split("\n")[0] else ","))


def test_results_cost_as_many_statements_for_three_students_as_for_one(world: World) -> None:
    path = open_path(world)
    revised(world, path)
    teacher = world.teacher

    def counted() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as told:
            found = results(teacher, path.id)
        return len(found.rows), len(told)

    people, once = counted()
    for number in range(2):
        member = make_member(world.ampere, Role.STUDENT, person=make_person(f"Zoé {number}"))
        GroupMembership.objects.create(organisation=world.ampere, group=world.group, membership=member)
    assert (people, counted()) == (1, (3, once))


def test_statements_tell_each_answer_and_each_revision_and_name_nobody(world: World) -> None:
    path = open_path(world)
    revised(world, path)
    file = export_statements(world.teacher, path.id, Period())
    said: list[dict[str, Any]] = [json.loads(line) for line in file.body.decode().splitlines()]
    assert [one["verb"]["display"]["en"] for one in said] == ["answered", "answered", "completed"]
    assert [one["result"]["success"] for one in said[:2]] == [True, False]
    assert {one["actor"]["account"]["name"] for one in said} == {f"{world.student.person_id}"}
    assert said[2]["result"]["score"] == {"scaled": 0.5, "raw": 1, "min": 0, "max": 2}
    assert f"{world.members[Role.STUDENT].person}" not in file.body.decode()


def test_statements_are_of_a_period(world: World) -> None:
    path = open_path(world)
    revised(world, path)
    today = timezone.now().date()
    tomorrow, long_ago = today + timedelta(days=2), today - timedelta(days=9)
    assert len(statements(world.teacher, path.id, Period(long_ago, tomorrow))[1]) == 3
    assert statements(world.teacher, path.id, Period(tomorrow))[1] == []
    assert statements(world.teacher, path.id, Period(None, long_ago))[1] == []


def test_a_student_sees_their_own_statements_alone(world: World) -> None:
    path = open_path(world)
    revised(world, path)
    other = make_member(world.ampere, Role.STUDENT, person=make_person("Max Noir"))
    GroupMembership.objects.create(organisation=world.ampere, group=world.group, membership=other)
    own = statements(world.student, path.id, Period())[1]
    assert [one["result"].get("response") for one in own] == ["Rome", "1", None]
    others = statements(world.teacher, path.id, Period())[1]
    assert ["response" in one["result"] for one in others] == [False, False, False]
    browser = world.browser(other)
    assert browser.get(f"/ampere/api/v1/learning-paths/{path.id}/statements").content == b""


def test_pairs_are_said_in_the_order_of_the_question() -> None:
    assert given_texts(PAIRS, [["Grèce", "Athènes"], ["Italie", "La Valette"]]) == ["La Valette", "Athènes", ""]
    assert given_texts(CAPITAL, "Rome") == ["Rome"]
    assert given_texts(CAPITAL, None) == []


def test_what_leaves_stands_in_the_trail(world: World) -> None:
    path = open_path(world)
    export_results(world.teacher, path.id, "csv")
    told = Announcement.objects.filter(kind="learning.path_exported").values_list("payload", flat=True)
    assert [(one["what"], one["count"]) for one in told] == [("results", 1)]


def test_the_pages_show_each_format_and_send_each_file(world: World) -> None:
    path = open_path(world)
    at, browser = f"/ampere/learning/{path.id}/", world.browser(world.members[Role.TEACHER])
    for format in Format:
        assert browser.get(f"{at}export/?format={format}").status_code == 200
        sent = browser.get(f"{at}export/{format}/")
        assert (sent.status_code, "attachment" in sent["Content-Disposition"]) == (200, True)
    assert f"{world.members[Role.STUDENT].person}" in browser.get(f"{at}results/").content.decode()
    assert browser.get(f"{at}results/xlsx/").content[:2] == b"PK"
    assert browser.get(f"{at}statements/?since=2020-01-01&until=").status_code == 200
    student = world.browser(world.members[Role.STUDENT])
    assert student.get(f"{at}export/").status_code == 200
    assert [student.get(f"{at}{page}").status_code for page in ("results/", "results/csv/", "export/gift/")] == [
        403
    ] * 3


def test_the_api_sends_the_same_files_with_a_report(world: World) -> None:
    path = open_path(world)
    at, browser = f"/ampere/api/v1/learning-paths/{path.id}", world.browser(world.members[Role.TEACHER])
    report = browser.get(f"{at}/exports/aiken/report").json()
    assert (report["format"], report["total"], report["kept"]) == ("aiken", 2, 1)
    assert browser.get(f"{at}/exports/aiken").content.decode().startswith("Lequel est pair ?")
    assert browser.get(f"{at}/results/csv").status_code == 200
    assert browser.get(f"{at}/exports/song").status_code == 404
