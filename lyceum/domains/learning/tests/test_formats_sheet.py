import csv
import time
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lyceum.domains.learning.rules.formats.question_sheet import read_question_sheet, write_question_sheet
from lyceum.domains.learning.rules.formats.report import Dropped, ImportedItem, Reason
from lyceum.domains.learning.rules.formats.sheet import read_sheet
from lyceum.domains.learning.rules.item import GAP, Choice, Content, Kind
from lyceum.domains.learning.tests.samples_of_items import EVERY_KIND, ORDERING, TWO_GAPS, imported
from lyceum.kernel.foundation.rules.sheet import csv_of, harmless


def without_feedback(content: Content) -> Content:
    right_first = sorted(content.choices, key=lambda choice: not choice.is_right and content.kind is Kind.CHOICE)
    return replace(content, choices=tuple(Choice(choice.text, choice.is_right) for choice in right_first))


@pytest.mark.parametrize("content", [*EVERY_KIND, ORDERING, TWO_GAPS], ids=lambda content: content.kind)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_every_kind_comes_back_the_same(content: Content, delimiter: str) -> None:
    item = ImportedItem(without_feedback(content), ("Physique", "1/2"), ("bac", "a|b"), "Q", "id-1", "cours.pdf, p. 2")
    out = write_question_sheet([item], delimiter=delimiter)
    assert (out.kept, out.dropped) == (1, [])
    assert read_question_sheet(out.body).items == [item]


@settings(max_examples=200, deadline=None)
@given(imported)
def test_whatever_is_written_is_read_back(item: ImportedItem) -> None:
    item = replace(item, content=without_feedback(item.content))
    assert read_question_sheet(write_question_sheet([item]).body).items == [item]


def test_a_table_of_a_french_spreadsheet_is_read() -> None:
    text = (
        "sep=;\r\nÉnoncé;Bonne réponse;Mauvaises réponses;Tolérance;Unité;Chapitre\r\n"
        'g sur Terre ?;9,81;;0,02;m/s²;Physique\r\nCapitale ?;Paris;Lyon|Nice;;;\r\n\r\n"Un\nmot …… là";vide;;;;\r\n'
        "2 + 2 = 4;Vrai;;;;\r\nReliez;un -> one|deux -> two;;;;\r\nSans;;;;;\r\n"
    )
    for raw in (text.encode("utf-8-sig"), text.encode("cp1252"), text.encode("utf-16")):
        found = read_question_sheet(raw)
        assert [item.content for item in found.items] == [
            Content(Kind.NUMBER, "g sur Terre ?", answers=("9,81",), tolerance=0.02, unit="m/s²"),
            Content(
                Kind.CHOICE, "Capitale ?", choices=(Choice("Paris", True), Choice("Lyon", False), Choice("Nice", False))
            ),
            Content(Kind.CLOZE, f"Un\nmot {GAP} là", gaps=(("vide",),)),
            Content(Kind.TRUTH, "2 + 2 = 4", choices=(Choice("True", True), Choice("False", False))),
            Content(Kind.MATCHING, "Reliez", pairs=(("un", "one"), ("deux", "two"))),
        ]
        assert found.items[0].category == ("Physique",)
        assert found.dropped == [Dropped("10", "Sans", Reason.NO_ANSWER)]


def test_what_a_line_lacks_is_reported_with_its_number() -> None:
    found = read_question_sheet(
        "id,type,question,answer\n1,short,A ?,a\n1,short,B ?,b\n3,poème,C ?,c\n4,vf,D ?,peut-être\n5,,A ?,a\n"
    )
    assert [(fault.where, fault.reason) for fault in found.dropped] == [
        ("3", Reason.SAME_KEY),
        ("4", Reason.UNKNOWN_KIND),
        ("5", Reason.NO_ANSWER),
        ("6", Reason.DUPLICATE),
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"a,b\n1,2", Reason.NO_COLUMN),
        (b"question\nA ?", Reason.NO_COLUMN),
        (b"PK\0\0", Reason.NOT_TEXT),
        (b"question,answer\n", Reason.EMPTY),
        (b'question,answer\n"' + b"a" * 200_000, Reason.BROKEN),
    ],
)
def test_what_is_no_table_is_refused(raw: bytes, reason: Reason) -> None:
    assert [fault.reason for fault in read_question_sheet(raw).dropped] == [reason]


@given(st.lists(st.text(st.sampled_from("'=+-@ a1"), max_size=6).map(lambda text: " ".join(text.split()))))
def test_a_table_without_live_cells_gives_the_same_texts_back(cells: list[str]) -> None:
    body = csv_of(["a", "b"], [[cell, "x"] for cell in cells])
    assert [row["a"] for row in read_sheet(body, {"a": "a", "b": "b"}).rows] == cells
    for row in csv.reader(StringIO(body.decode("utf-8-sig"))):
        assert harmless(row[0]) == row[0] or row[0].startswith("'")


def test_ten_thousand_questions_take_seconds() -> None:
    many = [ImportedItem(Content(Kind.SHORT, f"Combien {n} + 1 ?", answers=(f"n {n}",))) for n in range(10_000)]
    began = time.process_time()
    assert read_question_sheet(write_question_sheet(many).body).items == many
    read_question_sheet("question,answer\n" + '"' * 100_000 + "\n,,,,\n" * 50_000)
    assert time.process_time() - began < 10
