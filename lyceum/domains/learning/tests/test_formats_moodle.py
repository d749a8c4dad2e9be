import time

import pytest
from hypothesis import given, settings

from lyceum.domains.learning.rules.formats.moodle import read_moodle
from lyceum.domains.learning.rules.formats.moodle_writing import write_moodle
from lyceum.domains.learning.rules.formats.report import Imported, ImportedItem, Reason
from lyceum.domains.learning.rules.item import GAP, Choice, Content, Kind
from lyceum.domains.learning.tests.samples_of_items import EVERY_KIND, ORDERING, TWO_GAPS, imported


def bank(*questions: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><quiz>{"".join(questions)}</quiz>'


def question(kind: str, text: str, rest: str) -> str:
    return (
        f'<question type="{kind}"><name><text>N</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{rest}</question>'
    )


def read_one(kind: str, text: str, rest: str) -> tuple[Content, list[Reason]]:
    found = read_moodle(bank(question(kind, text, rest)))
    return found.items[0].content, [fault.reason for fault in found.dropped]


def reasons(found: Imported) -> list[tuple[str, Reason]]:
    return [(fault.where, fault.reason) for fault in found.dropped]


@pytest.mark.parametrize("content", [*EVERY_KIND, ORDERING, TWO_GAPS], ids=lambda content: content.kind)
def test_every_kind_comes_back_the_same(content: Content) -> None:
    item = ImportedItem(content, ("Physique", "Optique 1/2"), ("bac", "2 & 3"), "Q <1>", "id-1")
    out = write_moodle([item])
    assert (out.kept, out.dropped) == (1, [])
    assert read_moodle(out.body).items == [item]


def test_units_and_hints_come_back_the_same() -> None:
    content = Content(
        Kind.NUMBER, "g ?", answers=("9.81",), unit="m/s²", hints=("Galilée", "Newton"), explanation="Car."
    )
    assert read_moodle(write_moodle([ImportedItem(content)]).body).items == [ImportedItem(content)]


@settings(max_examples=300, deadline=None)
@given(imported)
def test_whatever_is_written_is_read_back(item: ImportedItem) -> None:
    found = read_moodle(write_moodle([item]).body)
    if item.content.kind is Kind.SHORT and found.items[0].content.kind is Kind.CLOZE:
        assert found.items[0].content.gaps == (item.content.answers,)
    else:
        assert (found.items, found.dropped) == ([item], [])


def test_a_bank_with_nested_categories_pictures_and_formulas_is_read() -> None:
    category = '<question type="category"><category><text>$course$/top/2de/Optique//ondes</text></category></question>'
    picture = '<file name="a.png" path="/" encoding="base64">' + "QUJD" * 5_000 + "</file>"
    text = question(
        "multichoice",
        '<p dir="ltr">L&rsquo;indice&nbsp;: $$n = \\frac{c}{v}$$<br></p>\n'
        '<p><img src="@@PLUGINFILE@@/a.png" alt="schéma"></p>',
        "<generalfeedback format='html'><text>&lt;p&gt;Voir p. 3&lt;/p&gt;</text></generalfeedback>"
        "<single>true</single>"
        '<answer fraction="100" format="html"><text><![CDATA[<p>1,33</p>]]></text>'
        "<feedback><text>Oui</text></feedback></answer>"
        '<answer fraction="50" format="html"><text>1,3</text></answer>'
        '<answer fraction="-33.333" format="html"><text>3 &amp;lt; 4</text></answer>'
        "<tags><tag><text>bac</text></tag></tags><idnumber>Q7</idnumber>",
    ).replace("</questiontext>", picture + "</questiontext>")
    found = read_moodle("\ufeff" + bank(category, text))
    assert found.items == [
        ImportedItem(
            Content(
                Kind.CHOICE,
                "L’indice\u00a0: $$n = \\frac{c}{v}$$\n[schéma]",
                choices=(Choice("1,33", True, "Oui"), Choice("1,3", False), Choice("3 < 4", False)),
                explanation="Voir p. 3",
            ),
            ("2de", "Optique/ondes"),
            ("bac",),
            "N",
            "Q7",
        )
    ]
    assert reasons(found) == [("Q7", Reason.PICTURE), ("Q7", Reason.PARTIAL_CREDIT)]


def test_embedded_answers_become_gaps() -> None:
    content, lost = read_one(
        "cloze",
        "<p>{1:SHORTANSWER:=Paris#Bien~%50%Lutèce} et {:MC:~Rome~=Oslo} font "
        "{2:NM:=3.5:0.1} <b>{1:SAC:=a\\}b~=\\*}</b></p>",
        "",
    )
    assert content == Content(
        Kind.CLOZE, f"{GAP} et {GAP} font {GAP} {GAP}", gaps=(("Paris",), ("Oslo",), ("3.5",), ("a}b", "*"))
    )
    assert lost == [Reason.PARTIAL_CREDIT, Reason.FEEDBACK, Reason.WRONG_ANSWERS, Reason.TOLERANCE]


def test_words_to_drag_or_to_select_become_gaps() -> None:
    boxes = "".join(f"<dragbox><text>{word}</text><group>1</group></dragbox>" for word in ("lune", "soleil", "Mars"))
    assert read_one("ddwtos", "La [[1]], le [[2]].", boxes) == (
        Content(Kind.CLOZE, f"La {GAP}, le {GAP}.", gaps=(("lune",), ("soleil",))),
        [Reason.WRONG_ANSWERS],
    )
    options = "".join(f"<selectoption><text>{word}</text></selectoption>" for word in ("a", "b"))
    assert read_one("gapselect", "[[2]] [[1]]", options)[0].gaps == (("b",), ("a",))
    assert reasons(read_moodle(bank(question("ddwtos", "La [[9]]", boxes)))) == [("1", Reason.NO_ANSWER)]


def test_other_kinds_are_read_as_moodle_writes_them() -> None:
    numeric = (
        '<answer fraction="100"><text>3,5</text><tolerance>0,1</tolerance></answer>'
        '<answer fraction="50"><text>3</text><tolerance>1</tolerance></answer>'
        '<answer fraction="0"><text>*</text></answer>'
        "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
        "<unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"
    )
    assert read_one("numerical", "L ?", numeric) == (
        Content(Kind.NUMBER, "L ?", answers=("3,5",), tolerance=0.1, unit="m"),
        [Reason.UNITS, Reason.PARTIAL_CREDIT],
    )
    truth = '<answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer>'
    assert read_one("truefalse", "2 > 3", truth)[0].choices == (Choice("True", False), Choice("False", True))
    pairs = "".join(
        f"<subquestion format='html'><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
        for left, right in (("un", "one"), ("deux", "two"), ("", "three"))
    )
    assert read_one("matching", "Reliez", pairs) == (
        Content(Kind.MATCHING, "Reliez", pairs=(("un", "one"), ("deux", "two"))),
        [Reason.WRONG_ANSWERS],
    )
    wild = '<answer fraction="100"><text>colou*r</text></answer><answer fraction="100"><text>color</text></answer>'
    assert read_one("shortanswer", "Mot ?", wild) == (
        Content(Kind.SHORT, "Mot ?", answers=("color",)),
        [Reason.WILDCARD],
    )


def test_what_is_no_question_of_ours_is_reported() -> None:
    found = read_moodle(
        bank(
            question("description", "Lisez.", ""),
            question("essay", "Racontez.", ""),
            question("calculated", "{a}+{b}", ""),
            question("shortanswer", "Vide", '<answer fraction="100"><text></text></answer>'),
            question("shortanswer", "", '<answer fraction="100"><text>a</text></answer>'),
        )
    )
    assert reasons(found) == [
        ("1", Reason.NOT_A_QUESTION),
        ("2", Reason.UNKNOWN_KIND),
        ("3", Reason.UNKNOWN_KIND),
        ("4", Reason.NO_ANSWER),
        ("5", Reason.NO_PROMPT),
    ]


def test_a_file_that_breaks_off_gives_what_stood_before() -> None:
    whole = write_moodle([ImportedItem(EVERY_KIND[2]), ImportedItem(EVERY_KIND[3])]).body
    found = read_moodle(whole[:-120])
    assert [item.content for item in found.items] == [EVERY_KIND[2]]
    assert [fault.reason for fault in found.dropped] == [Reason.BROKEN]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"GIFT {T}", Reason.WRONG_FORMAT),
        (b"<html></html>", Reason.WRONG_FORMAT),
        (b"<quiz></quiz>", Reason.EMPTY),
        (b'<!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>', Reason.UNSAFE),
        (b'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', Reason.UNSAFE),
        (b"<quiz>" + b"<a>" * 100_000, Reason.TOO_MANY),
        (b"<?xml version='1.0' encoding='x-none'?><quiz/>", Reason.WRONG_FORMAT),
        (b"\0\0\0", Reason.WRONG_FORMAT),
    ],
    ids=["empty", "gift", "html", "no question", "entities", "outside", "deep", "encoding", "binary"],
)
def test_what_is_no_bank_is_refused(raw: bytes, reason: Reason) -> None:
    assert [fault.reason for fault in read_moodle(raw).dropped] == [reason]


def test_other_encodings_are_read_as_declared() -> None:
    text = bank(question("shortanswer", "Où ?", '<answer fraction="100"><text>là</text></answer>'))
    assert read_moodle(text.replace("UTF-8", "ISO-8859-1").encode("latin-1")).items[0].content.answers == ("là",)
    assert read_moodle(text.replace("UTF-8", "UTF-16").encode("utf-16")).items[0].content.answers == ("là",)


def test_ten_thousand_questions_take_seconds() -> None:
    many = [ImportedItem(Content(Kind.SHORT, f"Combien font {n} + 1 ?", answers=(str(n + 1),))) for n in range(10_000)]
    began = time.process_time()
    assert read_moodle(write_moodle(many).body).items == many
    hostile = "{1:SA:" * 20_000 + "<" * 50_000 + "[[1" * 20_000
    read_moodle(bank(question("cloze", hostile, ""), question("ddwtos", hostile, "")))
    assert time.process_time() - began < 15
