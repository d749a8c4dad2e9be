import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lyceum.domains.learning.actions.importing import Arrival, import_items
from lyceum.domains.learning.actions.item import reject_items
from lyceum.domains.learning.models import Item, Path, Source, State
from lyceum.domains.learning.ports import decks
from lyceum.domains.learning.queries.imports import MOST_AT_ONCE, MOST_BYTES, incoming
from lyceum.domains.learning.queries.reasons import WHY, Loss
from lyceum.domains.learning.rules.formats.detecting import Format, detected
from lyceum.domains.learning.rules.formats.gift_writing import write_gift
from lyceum.domains.learning.rules.formats.moodle_writing import write_moodle
from lyceum.domains.learning.rules.formats.origin import Origin, origin_line, origin_of, span_of
from lyceum.domains.learning.rules.formats.question_sheet import write_question_sheet
from lyceum.domains.learning.rules.formats.report import Dropped, ImportedItem, Reason, Schedule
from lyceum.domains.learning.rules.formats.sameness import sameness
from lyceum.domains.learning.rules.item import Choice, Content, Kind
from lyceum.domains.learning.tests.school import CAPITAL, EVEN, draft_path, first_step, open_path
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.models import Document, DocumentVersion, Page

AIKEN = "Lequel est pair ?\nA. 3\nB. 4\nANSWER: B\n\nSans réponse ?\nA. 1\nB. 2\nANSWER: Z\n"
SHEET = "question;réponse\nCapitale de l’Italie ?;Rome\nCapitale de la Grèce ?;Athènes\nEt celle-ci ?;\n"


def upload(body: bytes | str, name: str = "questions.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body.encode() if isinstance(body, str) else body)


def brought(caller: Caller, path: Path, body: bytes | str, *, accept: bool = False, id: Any = None) -> int:
    arrival = Arrival(id or new_identifier(), accept)
    return import_items(caller, path.id, first_step(path).id, arrival, upload(body)).count


def prompts(world: World, **state: str) -> list[str]:
    rows = Item.objects.within(world.teacher).filter(**state).order_by("position", "id")
    return [item.content["prompt"] for item in rows]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (write_gift([ImportedItem(EVEN)]).body, Format.GIFT),
        (write_moodle([ImportedItem(EVEN)]).body, Format.MOODLE),
        (AIKEN.encode(), Format.AIKEN),
        (SHEET.encode(), Format.SHEET),
        (decks().write([ImportedItem(CAPITAL)], "Deck").body, Format.ANKI),
        (b"Dear all, the lesson is on Monday.", Reason.WRONG_FORMAT),
        (b"PK\x03\x04 and no more", Reason.BROKEN),
        (b"\x00\x01\x02\x03", Reason.NOT_TEXT),
        (b"  \n ", Reason.EMPTY),
    ],
)
def test_a_format_is_told_by_what_is_in_the_file(body: bytes, told: Format | Reason) -> None:
    assert detected(body) == told


def test_a_spreadsheet_of_excel_is_refused_by_name() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert detected(body.getvalue()) is Reason.WRONG_FORMAT


def test_every_reason_has_its_words() -> None:
    assert set(WHY) == set(Reason)


def test_where_a_question_comes_from_is_one_line_and_found_again() -> None:
    line = origin_line("Optique, livre 1", 12, "la  lumière\nva droit")
    assert line == "Optique, livre 1, p. 12 — la lumière va droit"
    assert origin_of(line) == Origin("Optique, livre 1", 12, "la lumière va droit")
    assert origin_of("page 12") is None
    assert span_of("la lumière va droit", "Or la lumière\n  va droit.") == (3, 24)
    assert span_of("la lumière va droit", "Or la lumière tourne.") is None


@pytest.mark.wish("E10")
def test_a_preview_says_what_would_be_kept_and_writes_nothing(world: World) -> None:
    path = open_path(world, CAPITAL)
    found = incoming(world.teacher, path.id, first_step(path).id, upload(SHEET))
    assert (found.format, [item.content.prompt for item in found.items]) == ("csv", ["Capitale de la Grèce ?"])
    assert found.dropped == [
        Dropped("4", "Et celle-ci ?", Reason.NO_ANSWER),
        Dropped("", "Capitale de l’Italie ?", Reason.DUPLICATE),
    ]
    assert (found.left_out, found.without) == (found.dropped, [])
    assert prompts(world) == [CAPITAL.prompt]


def test_questions_come_as_drafts_that_no_student_meets(world: World) -> None:
    path = draft_path(world)
    assert brought(world.teacher, path, AIKEN) == 1
    item = Item.objects.within(world.teacher).get()
    assert (item.state, item.origin, item.accepted_by_id, item.asks) == (State.DRAFT, "imported", None, EVEN)


def test_questions_are_accepted_at_once_when_the_teacher_says_so(world: World) -> None:
    path = draft_path(world)
    brought(world.teacher, path, AIKEN, accept=True)
    item = Item.objects.within(world.teacher).get()
    assert (item.state, item.accepted_by_id) == (State.ACCEPTED, world.teacher.person_id)


def test_an_import_sent_twice_brings_each_question_once(world: World) -> None:
    path, key = draft_path(world), new_identifier()
    assert [brought(world.teacher, path, SHEET, id=key) for _ in range(2)] == [2, 0]
    Item.objects.within(world.teacher).update(content=CAPITAL.kept() | {"prompt": "Changed since"})
    assert brought(world.teacher, path, SHEET, id=key) == 0
    assert prompts(world) == ["Changed since", "Changed since"]


def test_the_same_question_is_not_twice_in_a_step_whatever_file_brings_it(world: World) -> None:
    path = draft_path(world)
    assert brought(world.teacher, path, AIKEN) == 1
    assert brought(world.teacher, path, write_gift([ImportedItem(EVEN)]).body) == 0
    reject_items(world.teacher, path.id, [Item.objects.within(world.teacher).get().id])
    assert brought(world.teacher, path, write_moodle([ImportedItem(EVEN)]).body) == 0


def test_a_deck_comes_without_its_owners_schedule_and_that_is_said(world: World) -> None:
    path = draft_path(world)
    deck = decks().write([ImportedItem(CAPITAL, ("A",), ("t",), schedule=Schedule(is_suspended=True))], "Deck").body
    found = incoming(world.teacher, path.id, first_step(path).id, upload(deck))
    assert [item.content for item in found.items] == [CAPITAL]
    assert [one.reason for one in found.without] == [Reason.SCHEDULE, Reason.TAGS]
    assert brought(world.teacher, path, deck) == 1


def test_the_page_is_found_again_by_its_words_and_only_by_them(world: World) -> None:
    path = draft_path(world)
    text = "Le premier point.\nRome est la capitale\nde l’Italie depuis 1871."
    document = course(world, path, text)
    quote = "Rome est la capitale de l’Italie"
    items = [
        ImportedItem(CAPITAL, source=origin_line("Géographie", 2, quote)),
        ImportedItem(EVEN, source=origin_line("Géographie", 2, "Rome est un fruit")),
    ]
    body = write_question_sheet(items).body
    found = incoming(world.teacher, path.id, first_step(path).id, upload(body))
    assert found.without == [Dropped("", "Géographie, p. 2 — Rome est un fruit", Reason.SOURCE)]
    brought(world.teacher, path, body)
    one, other = Item.objects.within(world.teacher).order_by("position")
    assert (one.document_id, one.version, one.page, text[one.start : one.end]) == (document.id, 1, 2, one.quote)
    assert " ".join(one.quote.split()) == quote
    assert (other.document_id, other.quote) == (None, "")


def course(world: World, path: Path, text: str) -> Document:
    """A document of the path whose second page says this."""
    of = {"organisation_id": path.organisation_id}
    owner = world.teacher.person_id
    document: Document = Document.objects.create(**of, title="Géographie", owner_id=owner, version=1)
    version = DocumentVersion.objects.create(**of, document=document, number=1, format="text", sha256="0", pages=2)
    Page.objects.create(**of, version=version, number=2, label="2", text=text)
    Source.objects.create(**of, path=path, document=document)
    return document


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"x" * (MOST_BYTES + 5), Reason.TOO_BIG),
        (b"PK\x03\x04 no zip", Reason.BROKEN),
        (b"<quiz><question type='essay'", Reason.BROKEN),
        (b"Good morning", Reason.WRONG_FORMAT),
        (b"", Reason.EMPTY),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(world: World, body: bytes, reason: Reason) -> None:
    path = draft_path(world)
    found = incoming(world.teacher, path.id, first_step(path).id, upload(body))
    assert (found.items, [one.reason for one in found.dropped]) == ([], [reason])
    with pytest.raises(Invalid):
        brought(world.teacher, path, body)
    assert prompts(world) == []


def test_no_more_than_the_cap_is_read_of_a_huge_file(world: World) -> None:
    path = draft_path(world)
    asked: list[int] = []

    class Huge:
        name = "huge.txt"

        def read(self, size: int = -1, /) -> bytes:
            asked.append(size)
            return b"{" * 10

    incoming(world.teacher, path.id, first_step(path).id, Huge())
    assert asked == [MOST_BYTES + 1]


def test_more_than_a_step_takes_at_once_is_said(world: World) -> None:
    path = draft_path(world)
    lines = "\n".join(f"Combien font {n} + 1 ?;{n + 1}" for n in range(MOST_AT_ONCE + 3))
    found = incoming(world.teacher, path.id, first_step(path).id, upload(f"question;réponse\n{lines}"))
    assert (len(found.items), found.dropped) == (MOST_AT_ONCE, [Dropped("", "2003", Reason.TOO_MANY)])


def test_only_teachers_of_the_path_bring_questions_in(world: World) -> None:
    path, other = open_path(world), first_step(draft_path(world))
    step, arrival = first_step(path), Arrival(new_identifier())
    with pytest.raises(NotAllowed):
        import_items(world.student, path.id, step.id, arrival, upload(AIKEN))
    with pytest.raises(NotFound):
        import_items(world.stranger, path.id, step.id, arrival, upload(AIKEN))
    with pytest.raises(NotFound):
        import_items(world.teacher, path.id, other.id, arrival, upload(AIKEN))
    assert len(prompts(world)) == 2


def test_a_question_is_the_same_whatever_format_wrote_it() -> None:
    other = Content(
        Kind.CHOICE, "  Lequel est\npair ?", choices=(Choice("4", True, "Oui"), Choice("5", False)), hints=("2 × 2",)
    )
    assert sameness(other) == sameness(EVEN)
    assert sameness(replace(EVEN, choices=(Choice("3", True), Choice("4", False)))) != sameness(EVEN)
    assert sameness(Content(Kind.DEFINITION, CAPITAL.prompt, answers=("rome", "Roma"))) == sameness(CAPITAL)


def test_losses_are_counted_by_reason_with_the_first_examples() -> None:
    found = Loss.counted(
        [Dropped("1", "a", Reason.PICTURE), Dropped("2", "b", Reason.TAGS), Dropped("3", "c", Reason.TAGS)]
    )
    assert [(loss.reason, loss.count, len(loss.examples)) for loss in found] == [
        (Reason.TAGS, 2, 2),
        (Reason.PICTURE, 1, 1),
    ]


def test_the_page_shows_a_preview_then_brings_the_questions_in(world: World) -> None:
    path = draft_path(world)
    at, browser = f"/ampere/learning/{path.id}/import/", world.browser(world.members[Role.TEACHER])
    form = {"id": str(new_identifier()), "step": str(first_step(path).id)}
    assert browser.get(at).status_code == 200
    shown = browser.post(at, {**form, "file": upload(AIKEN)})
    assert (shown.status_code, prompts(world)) == (200, [])
    assert "Lequel est pair ?" in shown.content.decode()
    part = browser.post(at, {**form, "file": upload(AIKEN)}, headers={"HX-Request": "true"}).content.decode()
    assert ("Lequel est pair ?" in part, "<html" in part) == (True, False)
    done = browser.post(at, {**form, "file": upload(AIKEN), "confirmed": "1"})
    assert (done.status_code, done["Location"]) == (302, f"/ampere/learning/{path.id}/editor/")
    assert prompts(world, state="draft") == ["Lequel est pair ?"]
    assert browser.post(at, form).status_code == 422


def test_the_api_previews_and_brings_questions_in(world: World) -> None:
    path = draft_path(world)
    at = f"/ampere/api/v1/learning-paths/{path.id}/steps/{first_step(path).id}/imports"
    browser = world.browser(world.members[Role.TEACHER])
    seen = browser.post(f"{at}/preview", {"file": upload(AIKEN)}).json()
    assert (seen["format"], seen["kept"], seen["count"], prompts(world)) == ("aiken", 1, 0, [])
    assert [(one["where"], one["reason"]) for one in seen["dropped"]] == [("6", "unreadable")]
    form = {"id": str(new_identifier()), "accept": "true"}
    answers = [browser.post(at, {**form, "file": upload(AIKEN)}) for _ in range(2)]
    assert [(answer.status_code, answer.json()["count"]) for answer in answers] == [(201, 1), (201, 0)]
    assert prompts(world, state="accepted") == ["Lequel est pair ?"]
    student = world.browser(world.members[Role.STUDENT])
    assert student.post(f"{at}/preview", {"file": upload(AIKEN)}).status_code == 403


def test_a_question_without_its_kind_is_a_short_answer(world: World) -> None:
    path = draft_path(world)
    brought(world.teacher, path, SHEET)
    assert {item.asks.kind for item in Item.objects.within(world.teacher)} == {Kind.SHORT}
    assert Content(Kind.SHORT, "Capitale de la Grèce ?", answers=("Athènes",)) in {
        item.asks for item in Item.objects.within(world.teacher)
    }
