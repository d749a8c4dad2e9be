import json
import sqlite3
import struct
import time
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import genanki
import pytest
import zstandard

from lyceum.domains.learning.adapters.anki import read_anki
from lyceum.domains.learning.adapters.anki_types import message
from lyceum.domains.learning.adapters.anki_writing import write_anki
from lyceum.domains.learning.rules.formats.report import Dropped, ImportedItem, PastReview, Reason, Schedule
from lyceum.domains.learning.rules.item import GAP, Choice, Content, Kind
from lyceum.domains.learning.tests.samples_of_items import EVERY_KIND, LATEX, ORDERING

DUE = datetime(2026, 12, 1, 4, tzinfo=UTC)
REVIEWED = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
LEARNT = Schedule(
    due=DUE,
    interval=11.0,
    ease=2.35,
    stability=12.5,
    difficulty=6.25,
    last_review=REVIEWED,
    reviews=(PastReview(REVIEWED - timedelta(days=4), 1, 7.5), PastReview(REVIEWED, 3, 4.25)),
    lapses=2,
)
CARDS = [
    ImportedItem(
        Content(
            Kind.SHORT, f"Que vaut {LATEX} < 3 ?", answers=("un", "1", "one"), explanation="Car.\nVoir.", hints=("u…",)
        ),
        ("Maths", "Suites"),
        ("bac", "révision"),
        key="n1",
        source="cours.pdf, p. 12",
        schedule=LEARNT,
    ),
    ImportedItem(Content(Kind.DEFINITION, "Osmose ?", answers=("De l’eau\nqui passe",)), ("SVT",), key="n2"),
    ImportedItem(
        Content(Kind.CLOZE, f"La {GAP} et le {GAP} {{brillent}}.", gaps=(("lune",), ("soleil",)), explanation="Oui."),
        ("SVT",),
        key="n3",
        source="p. 3",
        schedule=Schedule(is_suspended=True),
    ),
]


def test_what_is_written_for_anki_is_read_back_with_its_schedule() -> None:
    out = write_anki(CARDS, "Lyceum")
    assert (out.kept, out.dropped) == (3, [])
    found = read_anki(out.body)
    assert (found.items, found.dropped) == (CARDS, [])


def test_what_a_card_cannot_ask_is_shown_on_its_sides_and_reported() -> None:
    several = Content(
        Kind.CHOICE, "Lesquels ?", choices=(Choice("2", True, "Oui"), Choice("3", True), Choice("4", False))
    )
    number = Content(Kind.NUMBER, "g ?", answers=("9,81",), unit="m/s²", tolerance=0.1)
    items = [ImportedItem(content) for content in (several, number, ORDERING, EVERY_KIND[1])]
    out = write_anki(items, "Lyceum")
    assert [(fault.where, fault.reason) for fault in out.dropped] == [
        ("1", Reason.CHOICES),
        ("1", Reason.FEEDBACK),
        ("2", Reason.TOLERANCE),
        ("3", Reason.CHOICES),
        ("4", Reason.ALTERNATIVES),
    ]
    found = [item.content for item in read_anki(out.body).items]
    assert found[0] == Content(Kind.DEFINITION, "Lesquels ?\n- 2\n- 3\n- 4", answers=("2\n3",))
    assert found[1].answers == ("9,81 m/s²",)
    assert found[2].answers == ("1789\n1792\n1804",)


def test_the_same_item_keeps_its_identity_between_two_decks() -> None:
    keys = [read_anki(write_anki([ImportedItem(EVERY_KIND[0])], "Lyceum").body).items[0].key for _ in range(2)]
    assert keys[0] == keys[1] != ""


def test_a_deck_of_another_program_is_read(tmp_path: Path) -> None:
    deck = genanki.Deck(2059400110, "Langues::Anglais")
    basic, reverse, typed = (
        genanki.BASIC_MODEL,
        genanki.BASIC_AND_REVERSED_CARD_MODEL,
        genanki.BASIC_TYPE_IN_THE_ANSWER_MODEL,
    )
    deck.add_note(
        genanki.Note(basic, ["<div>dog&nbsp;<img src='a.png'></div>", "chien [sound:c.mp3]"], tags=["a1"], guid="g1")
    )
    deck.add_note(genanki.Note(reverse, ["cat", "chat"], guid="g2"))
    deck.add_note(genanki.Note(typed, ["H<sub>2</sub>O ?", "eau"], guid="g3"))
    text = "{{c1::Paris::ville}} et {{c2::Rome {{c1::la belle}}}} ; [$]x^2[/$]"
    deck.add_note(genanki.Note(genanki.CLOZE_MODEL, [text, "Capitales"], guid="g4"))
    deck.add_note(genanki.Note(basic, ["vide", "<br>"], guid="g5"))
    genanki.Package(deck).write_to_file(tmp_path / "a.apkg")
    found = read_anki((tmp_path / "a.apkg").read_bytes())
    path = ("Langues", "Anglais")
    clozes = [
        Content(Kind.CLOZE, f"{GAP} et Rome {GAP} ; \\(x^2\\)", gaps=(("Paris",), ("la belle",)), hints=("ville",)),
        Content(Kind.CLOZE, f"Paris et {GAP} ; \\(x^2\\)", gaps=(("Rome la belle",),)),
    ]
    assert {item.key: item for item in found.items} == {
        "g1": ImportedItem(Content(Kind.DEFINITION, "dog", answers=("chien",)), path, ("a1",), key="g1"),
        "g2": ImportedItem(Content(Kind.DEFINITION, "cat", answers=("chat",)), path, key="g2"),
        "g2/1": ImportedItem(Content(Kind.DEFINITION, "chat", answers=("cat",)), path, key="g2/1"),
        "g3": ImportedItem(Content(Kind.SHORT, "H₂O ?", answers=("eau",)), path, key="g3"),
        **{
            key: ImportedItem(
                Content(Kind.CLOZE, c.prompt, gaps=c.gaps, explanation="Capitales", hints=c.hints), path, key=key
            )
            for key, c in zip(("g4", "g4/1"), clozes, strict=True)
        },
    }
    assert found.dropped == [
        Dropped("g1", "dog", Reason.PICTURE),
        Dropped("g1", "dog", Reason.SOUND),
        Dropped("g5", "vide", Reason.NO_ANSWER),
    ]


def field(number: int, value: bytes | int) -> bytes:
    if isinstance(value, int):
        return bytes([number << 3, value])
    length, prefix = len(value), b""
    while length > 127:
        prefix, length = prefix + bytes([length & 127 | 128]), length >> 7
    return bytes([number << 3 | 2]) + prefix + bytes([length]) + value


def in_the_new_format(old: bytes) -> bytes:
    """What Anki 2.1.50 and later write: other tables, Zstandard, a protobuf for the version."""
    connection = sqlite3.connect(":memory:")
    connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    connection.deserialize(zipfile.ZipFile(BytesIO(old)).read("collection.anki2"))
    models, decks = (json.loads(text) for text in connection.execute("SELECT models, decks FROM col").fetchone())
    connection.executescript(
        """UPDATE col SET models = '', decks = '', conf = '', dconf = '', tags = '', ver = 18;
        CREATE TABLE notetypes (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs, usn, config blob);
        CREATE UNIQUE INDEX by_name ON notetypes (name);
        CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, config blob);
        CREATE UNIQUE INDEX by_place ON fields (ntid, name);
        CREATE TABLE templates (ntid integer, ord integer, name text, mtime_secs, usn, config blob);
        CREATE TABLE decks (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs, usn, common blob, kind);"""
    )
    for key, model in models.items():
        css = field(3, b"css" * 100) + struct.pack("<B", 0x41) + b"8bytes!!"
        config = (field(1, 1) if model["type"] else b"") + css
        connection.execute("INSERT INTO notetypes VALUES (?, ?, 0, 0, ?)", (int(key), model["name"], config))
        for said in model["flds"]:
            connection.execute("INSERT INTO fields VALUES (?, ?, ?, '')", (int(key), said["ord"], said["name"]))
        for side in model["tmpls"]:
            sides = field(1, side["qfmt"].encode()) + field(2, side["afmt"].encode())
            connection.execute("INSERT INTO templates VALUES (?, ?, '', 0, 0, ?)", (int(key), side["ord"], sides))
    for key, deck in decks.items():
        name = deck["name"].replace("::", "\x1f")
        connection.execute("INSERT INTO decks VALUES (?, ?, 0, 0, '', '')", (int(key), name))
    connection.commit()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("meta", b"\x08\x03")
        package.writestr("collection.anki21b", zstandard.compress(connection.serialize()))
        package.writestr("collection.anki2", b"an old Anki is told to update")
        package.writestr("media", zstandard.compress(b""))
    connection.close()
    return out.getvalue()


def test_the_new_format_is_read_as_the_old_one() -> None:
    found = read_anki(in_the_new_format(write_anki(CARDS, "Lyceum").body))
    assert (found.items, found.dropped) == (CARDS, [])


def changed(*statements: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(zipfile.ZipFile(BytesIO(write_anki(CARDS, "Lyceum").body)).read("collection.anki2"))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    body = connection.serialize()
    connection.close()
    return packed({"collection.anki21": body})


def packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return out.getvalue()


def test_cards_still_learnt_and_cards_lent_to_a_filtered_deck_are_due_when_they_were() -> None:
    found = read_anki(
        changed(
            "UPDATE cards SET type = 1, queue = 1, due = 1795000000, ivl = -600 WHERE type = 2",
            "UPDATE cards SET odue = 3000, type = 2, due = -5, odid = did, did = 9, data = 'x' WHERE queue = 0",
        )
    )
    first, second = found.items[0].schedule, found.items[1].schedule
    assert first
    assert second
    assert (first.due, first.interval) == (datetime.fromtimestamp(1_795_000_000, UTC), 600 / 86_400)
    assert (second.due, second.stability) == (datetime(2015, 1, 1, 4, tzinfo=UTC) + timedelta(days=3000), None)
    assert found.items[1].category == ("SVT",)


def test_one_strange_card_does_not_spoil_the_others() -> None:
    found = read_anki(
        changed("UPDATE cards SET ivl = 'long' WHERE type = 2", "UPDATE notes SET mid = 5 WHERE guid = 'n2'")
    )
    assert [item.key for item in found.items] == ["n3"]
    assert [fault.reason for fault in found.dropped] == [Reason.UNREADABLE, Reason.UNREADABLE]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"no zip", Reason.WRONG_FORMAT),
        (b"PK\x03\x04broken", Reason.BROKEN),
        (packed({"a.txt": b"a"}), Reason.WRONG_FORMAT),
        (packed({"collection.anki2": b"no SQLite"}), Reason.BROKEN),
        (packed({"collection.anki2": b"SQLite format 3\0" + b"x" * 4_000}), Reason.BROKEN),
        (packed({"collection.anki21b": b"no Zstandard"}), Reason.BROKEN),
        (packed({"collection.anki2": b"\0" * 50_000_000}), Reason.UNSAFE),
        (packed({"collection.anki21b": zstandard.compress(b"\0" * 50_000_000)}), Reason.UNSAFE),
        (changed("DROP TABLE revlog"), Reason.WRONG_FORMAT),
        (changed("DROP TABLE cards", "CREATE VIEW cards AS SELECT * FROM notes"), Reason.WRONG_FORMAT),
        (changed("CREATE VIEW notetypes AS SELECT zeroblob(1000000000)"), Reason.UNSAFE),
        (changed("UPDATE col SET models = '{\"1\": 5}'"), Reason.BROKEN),
        (changed("UPDATE col SET models = 'no JSON'"), Reason.BROKEN),
        (changed("DELETE FROM col"), Reason.BROKEN),
        (changed("DELETE FROM cards"), Reason.EMPTY),
    ],
)
def test_what_is_no_deck_is_refused(raw: bytes, reason: Reason) -> None:
    assert read_anki(raw).dropped == [Dropped("", "", reason)]


def test_a_locked_package_is_refused() -> None:
    raw = bytearray(packed({"collection.anki2": b"a"}))
    central = raw.index(b"PK\x01\x02")
    raw[6] |= 1
    raw[central + 8] |= 1
    assert read_anki(bytes(raw)).dropped == [Dropped("", "", Reason.LOCKED)]


def test_broken_protobuf_is_an_error_and_no_endless_loop() -> None:
    for raw in (b"\xff" * 50, b"\x0a\xff", b"\x0b"):
        with pytest.raises(ValueError, match="no protobuf"):
            message(raw)


def test_ten_thousand_cards_take_seconds() -> None:
    many = [
        ImportedItem(
            Content(Kind.SHORT, f"{n} + 1 ?", answers=(str(n + 1),)), ("Calcul",), key=f"k{n}", schedule=LEARNT
        )
        for n in range(10_000)
    ]
    began = time.process_time()
    out = write_anki(many, "Lyceum")
    found = read_anki(out.body)
    assert [item.content for item in found.items] == [item.content for item in many]
    assert time.process_time() - began < 15
