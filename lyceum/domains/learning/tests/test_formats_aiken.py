import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lyceum.domains.learning.rules.formats.aiken import read_aiken, write_aiken
from lyceum.domains.learning.rules.formats.report import Dropped, ImportedItem, Reason
from lyceum.domains.learning.rules.item import Choice, Content, Kind
from lyceum.domains.learning.tests.samples_of_items import EVERY_KIND, ORDERING, lines

CAPITAL = Content(Kind.CHOICE, "Capitale ?", choices=(Choice("Paris", True), Choice("Lyon", False)))


def test_a_file_as_people_write_it_is_read() -> None:
    text = (
        "\ufeffCapitale ?\r\nA. Paris\r\nB) Lyon\r\nANSWER: A\r\n\r\n"
        "Plusieurs\r\nlignes ?\r\na. un\r\nb. deux\r\nc. trois\r\nanswer: a, c\r\n"
        "\r\nLa Terre ?\nA) Vrai\nB) Faux\nRÉPONSE: B"
    )
    found = read_aiken(text.encode())
    assert [item.content for item in found.items] == [
        CAPITAL,
        Content(
            Kind.CHOICE,
            "Plusieurs\nlignes ?",
            choices=(Choice("un", True), Choice("deux", False), Choice("trois", True)),
        ),
        Content(Kind.TRUTH, "La Terre ?", choices=(Choice("Vrai", False), Choice("Faux", True))),
    ]
    assert found.dropped == []


def test_what_is_broken_is_reported_with_its_line_and_the_rest_is_read() -> None:
    text = "Sans fin ?|A. u|B. d|Sans choix|ANSWER: A|Hors ?|A. u|B. d|ANSWER: C|Capitale ?|A. Paris|B. Lyon|ANSWER: A"
    found = read_aiken(text.replace("|", "\n"))
    assert [item.content for item in found.items] == [CAPITAL]
    assert found.dropped == [
        Dropped("1", "Sans fin ?", Reason.UNREADABLE),
        Dropped("4", "Sans choix", Reason.UNREADABLE),
        Dropped("6", "Hors ?", Reason.UNREADABLE),
    ]


@settings(deadline=None)
@given(st.lists(lines, min_size=1, max_size=1), st.lists(lines, min_size=2, max_size=26, unique_by=str.casefold))
def test_what_is_written_is_read_back(prompt: list[str], texts: list[str]) -> None:
    item = ImportedItem(
        Content(Kind.CHOICE, prompt[0], choices=tuple(Choice(text, place == 1) for place, text in enumerate(texts)))
    )
    assert read_aiken(write_aiken([item]).body).items == [item]


def test_what_aiken_cannot_say_is_reported() -> None:
    rich = ImportedItem(
        Content(Kind.CHOICE, "a\nb", choices=(Choice("x", True, "Bien"), Choice("y", False)), explanation="Car."),
        ("Cours",),
    )
    out = write_aiken([rich, *(ImportedItem(c) for c in [*EVERY_KIND, ORDERING] if c.kind is not Kind.CHOICE)])
    assert [(fault.where, fault.reason) for fault in out.dropped] == [
        ("1", Reason.EXPLANATION),
        ("1", Reason.FEEDBACK),
        ("1", Reason.CATEGORY),
        ("1", Reason.LINES),
        *((str(place), Reason.UNSAYABLE) for place in range(2, 6)),
        ("6", Reason.FEEDBACK),
        ("7", Reason.FEEDBACK),
        *((str(place), Reason.UNSAYABLE) for place in range(8, 10)),
    ]
    assert read_aiken(out.body).items[0].content.prompt == "a b"


@pytest.mark.parametrize(("raw", "reason"), [(b"", Reason.EMPTY), (b"a\0", Reason.NOT_TEXT)], ids=["empty", "binary"])
def test_what_is_no_text_is_refused(raw: bytes, reason: Reason) -> None:
    assert read_aiken(raw).dropped == [Dropped("", "", reason)]


def test_ten_thousand_questions_take_seconds() -> None:
    many = [
        ImportedItem(Content(Kind.CHOICE, f"{n} ?", choices=(Choice("oui bien", True), Choice("certes", False))))
        for n in range(10_000)
    ]
    began = time.process_time()
    assert read_aiken(write_aiken(many).body).items == many
    assert read_aiken("ANSWER: A\n" * 100_000).items == []
    assert time.process_time() - began < 8
