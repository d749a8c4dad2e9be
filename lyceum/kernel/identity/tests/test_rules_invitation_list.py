"""Lists as spreadsheets write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.rules.invitation_list import (
    MOST_LINES,
    Line,
    Unreadable,
    parts_of,
    read_list,
    role_named,
    written,
)

pytestmark = pytest.mark.wish("A30")
ZOE = Line(2, "zoe@example.org", "Zoé Bérenger", "élève", "6e B")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_way_a_spreadsheet_writes_it(delimiter: str, codec: str, newline: str) -> None:
    rows = [["Courriel", "Nom", "Rôle", "Classe"], ["Zoe@Example.org", "Zoé Bérenger", "élève", "6e B"]]
    assert read_list(newline.join(delimiter.join(row) for row in rows).encode(codec)) == [ZOE]


@pytest.mark.parametrize(
    "text",
    [
        "email,name,role,group\nzoe@example.org,Zoé Bérenger,élève,6e B\n",
        "Group;E-mail address;Name;Role\n6e B;zoe@example.org;Zoé Bérenger;élève",
        "Nom de famille;Prénom;Adresse e-mail;Fonction;Groupe\nBérenger;Zoé;zoe@example.org;élève;6e B",
        "Nom;Prénom;Mail;Rôle;Groupe\nBérenger;Zoé;zoe@example.org;élève;6e B",
    ],
)
def test_headers_in_both_languages_and_any_order(text: str) -> None:
    assert read_list(text) == [ZOE]


def test_without_a_header_the_order_is_address_name_role_group() -> None:
    assert read_list("zoe@example.org;Zoé Bérenger;élève;6e B\nmax@example.org") == [
        Line(1, "zoe@example.org", "Zoé Bérenger", "élève", "6e B"),
        Line(2, "max@example.org"),
    ]


def test_the_separator_line_of_excel_and_empty_lines_are_passed_over() -> None:
    text = "sep=;\nemail;name\n\n;;\nzoe@example.org;Zoé\n"
    assert read_list(text) == [Line(5, "zoe@example.org", "Zoé")]


def test_a_quoted_cell_may_hold_the_delimiter() -> None:
    assert read_list('email,name,group\nzoe@example.org,"Bérenger, Zoé","6e B|Chorale"')[0].name == "Bérenger, Zoé"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"email;name\n", "empty"),
        (b"nom;classe\nZo\xc3\xa9;6e B", "no_email_column"),
        (b"PK\x03\x04\x00\x00xlsx", "not_text"),
        (b"x@example.org\n" * (MOST_LINES + 2), "too_many_lines"),
        (b"x" * 2_000_001, "too_big"),
    ],
)
def test_says_why_a_file_cannot_be_read(raw: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_list(raw)
    assert refused.value.reason == reason


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with suppress(Unreadable):
        assert all(isinstance(line, Line) for line in read_list(raw))


cells = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@given(
    st.lists(st.builds(Line, st.just(0), cells.map(lambda c: f"{c}@x.org".lower()), cells, cells, cells), min_size=1)
)
def test_what_is_written_is_read_back(lines: list[Line]) -> None:
    assert [(r.email, r.name, r.roles, r.groups) for r in read_list(written(lines))] == [
        (line.email, line.name, line.roles, line.groups) for line in lines
    ]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Élève", Role.STUDENT),
        ("PROFESSEUR", Role.TEACHER),
        ("coach", Role.COACH),
        ("Participante", Role.ATTENDEE),
        ("king", None),
    ],
)
def test_roles_are_known_in_both_languages(name: str, role: Role | None) -> None:
    assert role_named(name) == role


def test_several_in_one_cell() -> None:
    assert parts_of("6e B | Chorale;;Club, ") == ["6e B", "Chorale", "Club"]
