import time

import pytest
from hypothesis import given, settings

from lyceum.domains.learning.rules.formats.gift import read_gift
from lyceum.domains.learning.rules.formats.gift_writing import write_gift
from lyceum.domains.learning.rules.formats.report import Dropped, ImportedItem, Reason, Schedule
from lyceum.domains.learning.rules.formats.weighing import Words
from lyceum.domains.learning.rules.item import GAP, Choice, Content, Kind
from lyceum.domains.learning.tests.samples_of_items import EVERY_KIND, ORDERING, TWO_GAPS, imported


def read_one(text: str) -> Content:
    found = read_gift(text)
    assert [fault for fault in found.dropped if not fault.is_part] == []
    return found.items[0].content


@pytest.mark.parametrize("content", EVERY_KIND, ids=lambda content: content.kind)
def test_every_kind_that_gift_can_say_comes_back_the_same(content: Content) -> None:
    item = ImportedItem(content, ("Physique", "Optique 1/2"), ("bac", "a]b"), "Q : 1", "id-1")
    out = write_gift([item])
    assert (out.kept, out.dropped) == (1, [])
    assert read_gift(out.body).items == [item]


@settings(max_examples=300, deadline=None)
@given(imported)
def test_whatever_is_written_as_gift_is_read_back(item: ImportedItem) -> None:
    found = read_gift(write_gift([item]).body)
    said = found.items[0].content
    if item.content.kind is Kind.SHORT and said.kind is Kind.CLOZE:  # a short answer with one blank is one
        assert said.gaps == (item.content.answers,)
    else:
        assert (found.items, found.dropped) == ([item], [])


def test_what_gift_cannot_say_is_reported() -> None:
    spoken = ImportedItem(
        Content(Kind.NUMBER, "g ?", answers=("9,81",), unit="m/s²", hints=("Galilée",)),
        source="cours.pdf, p. 3",
        schedule=Schedule(),
        key="n1",
    )
    out = write_gift([ImportedItem(ORDERING), ImportedItem(TWO_GAPS), spoken])
    assert out.kept == 1
    assert [(fault.where, fault.reason) for fault in out.dropped] == [
        ("1", Reason.UNSAYABLE),
        ("2", Reason.UNSAYABLE),
        ("n1", Reason.HINTS),
        ("n1", Reason.UNITS),
        ("n1", Reason.SOURCE),
        ("n1", Reason.SCHEDULE),
    ]
    assert read_gift(out.body).items[0].content.answers == ("9.81",)


def test_the_examples_of_the_manual_are_read() -> None:
    assert read_one("Who's buried in Grant's tomb?{=Grant ~no one ~Napoleon #He was in Paris}") == Content(
        Kind.CHOICE,
        "Who's buried in Grant's tomb?",
        choices=(Choice("Grant", True), Choice("no one", False), Choice("Napoleon", False, "He was in Paris")),
    )
    assert read_one("Grant is {F#No!#Yes!} buried").choices == (
        Choice("True", False, "No!"),
        Choice("False", True, "Yes!"),
    )
    assert read_one("2+2 {=four =4}").answers == ("four", "4")
    assert read_one("Pi {#3.14159:0.0005}") == Content(Kind.NUMBER, "Pi", answers=("3.14159",), tolerance=0.0005)
    assert read_one("From 1 to 5? {#1..5}") == Content(Kind.NUMBER, "From 1 to 5?", answers=("3",), tolerance=2.0)
    assert read_one("Born? {#=1822:0 =%50%1822:2}").answers == ("1822",)
    assert read_one("Moodle costs {~lots =nothing ~little} to download.").prompt == f"Moodle costs {GAP} to download."
    assert read_one("Two thousand {=pounds} a year") == Content(
        Kind.CLOZE, f"Two thousand {GAP} a year", gaps=(("pounds",),)
    )
    assert read_one("Match {\n=Canada -> Ottawa\n=Italy -> Rome\n= -> Oslo}").pairs == (
        ("Canada", "Ottawa"),
        ("Italy", "Rome"),
    )


def test_weights_say_what_is_right() -> None:
    several = read_one("Two? {~%50%one ~%50%two ~%-50%three ~%-50%four}")
    assert [choice.is_right for choice in several.choices] == [True, True, False, False]
    partly = read_gift("Best? {~%50%near =right ~wrong}")
    assert [choice.is_right for choice in partly.items[0].content.choices] == [False, True, False]
    assert partly.dropped == [Dropped("1", "Best?", Reason.PARTIAL_CREDIT)]
    spelled = read_gift("Capital? {=Rome =%50%Roma =%0%*}")
    assert spelled.items[0].content.answers == ("Rome",)
    assert [fault.reason for fault in spelled.dropped] == [Reason.PARTIAL_CREDIT]


def test_text_styles_become_plain_text() -> None:
    html = read_gift("[html]<p>L&rsquo;eau&nbsp;: H<sub>2</sub>O <img src='x'></p>{=[html]<b>oui</b>}")
    assert html.items[0].content == Content(Kind.SHORT, "L’eau\u00a0: H₂O", answers=("oui",))
    assert [fault.reason for fault in html.dropped] == [Reason.PICTURE]
    assert read_one("[markdown]Est-ce **vrai** ? {T}").prompt == "Est-ce vrai ?"
    assert read_one("Un <b>mot</b> {=x}").prompt == "Un mot"
    assert read_one("a < b et b > c {=x}").prompt == "a < b et b > c"
    assert read_one(r"$$\sqrt\{x\}$$ et \(y\) ? {=x}").prompt == r"$$\sqrt{x}$$ et \(y\) ?"


def test_a_file_from_windows_with_comments_and_categories_is_read() -> None:
    text = (
        "\ufeff// question: 1  name: x\r\n$CATEGORY: $course$/top/Défaut pour 2de/Optique\r\n\r\n"
        "// [id:a1] [tag:bac]\r\n::Titre\\: un::Qui ? {\r\n=moi\r\n\r\n=toi\r\n}\r\n\r\nDernière {T}"
    )
    found = read_gift(text.encode("utf-8"))
    assert found.items[0] == ImportedItem(
        Content(Kind.SHORT, "Qui ?", answers=("moi", "toi")),
        ("Défaut pour 2de", "Optique"),
        ("bac",),
        "Titre: un",
        "a1",
    )
    assert found.items[1].content.prompt == "Dernière"
    assert read_gift("Où ? {=à côté}".encode("cp1252")).items[0].content.answers == ("à côté",)
    assert read_gift("Vrai ? {T}", Words("Vrai", "Faux")).items[0].content.choices[0] == Choice("Vrai", True)


def test_an_essay_is_kept_only_with_its_answer() -> None:
    assert read_one("Osmose ? {####De l’eau qui passe}") == Content(
        Kind.DEFINITION, "Osmose ?", answers=("De l’eau qui passe",)
    )
    assert read_gift("Racontez. {}").dropped == [Dropped("1", "Racontez.", Reason.NO_ANSWER)]


def test_what_is_broken_is_reported_with_its_line_and_the_rest_is_read() -> None:
    blocks = "Bon {T}|Une page de texte|Cassé {=a {=b}|Vide {=}|{=a}|A {~x ~y}|A {=x ~x}|::A::Bon {T}|Bon {T}"
    found = read_gift(blocks.replace("|", "\n\n"))
    assert [item.content.prompt for item in found.items] == ["Bon", "Bon"]
    assert [(fault.where, fault.reason) for fault in found.dropped] == [
        ("3", Reason.NOT_A_QUESTION),
        ("5", Reason.UNREADABLE),
        ("7", Reason.NO_ANSWER),
        ("9", Reason.NO_PROMPT),
        ("11", Reason.NONE_RIGHT),
        ("13", Reason.SAME_CHOICES),
        ("17", Reason.DUPLICATE),
    ]


def test_the_same_id_twice_is_kept_once() -> None:
    found = read_gift("// [id:7]\nA {T}\n\n// [id:7]\nB {T}")
    assert [item.key for item in found.items] == ["7", ""]
    assert found.dropped == [Dropped("5", "7", Reason.SAME_KEY)]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n ", Reason.EMPTY),
        (b"PK\x03\x04\0\0", Reason.NOT_TEXT),
        (b"a" * 20_000_001, Reason.TOO_BIG),
        (b"\xff\xfea", Reason.NOT_TEXT),
    ],
    ids=lambda value: value if isinstance(value, Reason) else "",
)
def test_what_is_no_text_is_refused(raw: bytes, reason: Reason) -> None:
    assert read_gift(raw).dropped == [Dropped("", "", reason)]


def test_hostile_text_is_read_in_time_and_reported_in_few_lines() -> None:
    began = time.process_time()
    for text in ("{" * 200_000, "}\n\n" * 100_000, "A {=" + "~" * 200_000 + "}", "::" * 200_000, "\\" * 200_000):
        assert read_gift(text).items == []
    assert len(read_gift("non\n\n" * 50_000).dropped) == 2_001
    assert time.process_time() - began < 10


def test_ten_thousand_questions_take_seconds() -> None:
    questions = [
        ImportedItem(Content(Kind.SHORT, f"Combien font {n} + 1 ?", answers=(str(n + 1),))) for n in range(10_000)
    ]
    began = time.process_time()
    assert read_gift(write_gift(questions).body).items == questions
    assert time.process_time() - began < 8
