"""Whatever bytes arrive, every reader answers with a report: it never raises, and never keeps what cannot be asked."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lyceum.domains.learning.adapters.anki import read_anki
from lyceum.domains.learning.adapters.anki_writing import write_anki
from lyceum.domains.learning.rules.formats.aiken import read_aiken, write_aiken
from lyceum.domains.learning.rules.formats.gift import read_gift
from lyceum.domains.learning.rules.formats.gift_writing import write_gift
from lyceum.domains.learning.rules.formats.moodle import read_moodle
from lyceum.domains.learning.rules.formats.moodle_writing import write_moodle
from lyceum.domains.learning.rules.formats.oneroster import read_oneroster
from lyceum.domains.learning.rules.formats.question_sheet import read_question_sheet, write_question_sheet
from lyceum.domains.learning.rules.formats.report import Imported, ImportedItem
from lyceum.domains.learning.rules.formats.roster import Roster, read_roster
from lyceum.domains.learning.rules.item import faults
from lyceum.domains.learning.tests.samples_of_items import EVERY_KIND, ORDERING, TWO_GAPS
from lyceum.domains.learning.tests.test_formats_anki import CARDS, packed
from lyceum.domains.learning.tests.test_formats_roster import V1_2

ITEMS = [ImportedItem(content, ("A", "B"), ("x",), "L", "k") for content in [*EVERY_KIND, ORDERING, TWO_GAPS]]
DECK = write_anki(CARDS, "Lyceum").body
COLLECTION = ZipFile(BytesIO(DECK)).read("collection.anki2")
LIST = b"id;name;email;class\n1;Ana;a@x.org;A|B\n2;Bob;;A\n"
SAMPLES: dict[str, tuple[Callable[[bytes], Imported | Roster], bytes]] = {
    "gift": (read_gift, write_gift(ITEMS).body),
    "aiken": (read_aiken, write_aiken(ITEMS).body),
    "moodle": (read_moodle, write_moodle(ITEMS).body),
    "sheet": (read_question_sheet, write_question_sheet(ITEMS).body),
    "package": (read_anki, DECK),
    "collection": (lambda raw: read_anki(packed({"collection.anki2": raw})), COLLECTION),
    "roster": (read_roster, LIST),
    "oneroster": (read_oneroster, packed({f"{name}.csv": text.encode() for name, text in V1_2.items()})),
    "users": (lambda raw: read_oneroster(packed({"users.csv": raw})), V1_2["users"].encode()),
}
_PIECES = [
    b"{",
    b"}",
    b"=",
    b"~",
    b"#",
    b"->",
    b"<",
    b"</text>",
    b"\0",
    b"\xff",
    b'"',
    b"\n\n",
    b"::",
    b"{{c1::",
    b"]]>",
]


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(_PIECES) | st.binary(max_size=8)), min_size=1
    )
)
def test_a_damaged_file_gives_a_report(name: str, wounds: list[tuple[float, int, bytes]]) -> None:
    read, raw = SAMPLES[name]
    for place, length, piece in wounds:
        start = int(place * len(raw))
        raw = raw[:start] + piece + raw[start + length :]
    found = read(raw)
    if isinstance(found, Imported):
        assert found.items or found.dropped
        assert [item for item in found.items if list(faults(item.content))] == []
    else:
        assert found.people or found.classes or found.dropped


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_of_any_kind_give_a_report(name: str, raw: bytes) -> None:
    found = SAMPLES[name][0](raw)
    assert (
        found.dropped or (isinstance(found, Imported) and found.items) or (isinstance(found, Roster) and found.people)
    )


def test_a_package_damaged_at_any_place_gives_a_report() -> None:
    for name in ("package", "oneroster"):
        read, raw = SAMPLES[name]
        for place in range(0, len(raw), max(1, len(raw) // 400)):
            found = read(raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :])
            assert found.dropped or isinstance(found, Roster) or found.items


def test_a_collection_whose_columns_have_no_readable_name_is_refused() -> None:
    raw = COLLECTION.replace(b"guid text", b"gu\xffd text").replace(b"crt integer", b"c\xe7t integer")
    assert read_anki(packed({"collection.anki2": raw})).items == []
