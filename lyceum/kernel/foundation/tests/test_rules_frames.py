import string
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation.rules.frames import LONGEST_WHOLE, Frame, Reader, content_frame, frame_of

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts, st.integers(1, 3000))
def test_a_frame_of_any_length_arrives_as_it_was(text: str, times: int) -> None:
    frame = content_frame("call:1", "signal", {"text": text * times}, sent=12.5)
    reader = Reader()
    pieces = frame.pieces()
    assert all(len(piece.encode()) <= LONGEST_WHOLE for piece in pieces)
    assert [reader.read(piece) for piece in pieces] == [*[None] * (len(pieces) - 1), frame]


def test_what_is_short_travels_as_it_is() -> None:
    frame = frame_of("organisation:1:notices", "refresh", {"id": "2"})
    assert frame.pieces() == [
        '=0.0000 organisation:1:notices refresh\n{"topic": "organisation:1:notices", "kind": "refresh", "id": "2"}'
    ]


def test_what_is_long_and_can_be_fetched_says_so() -> None:
    content = {"id": "7", "body": "é" * 3800}
    assert content_frame("c:1", "message", content, 1) == Frame(
        "c:1", "message", '{"topic": "c:1", "kind": "message", "fetch": true, "content": {"id": "7"}}', 1
    )
    assert '"body"' in content_frame("c:1", "message", {"id": "7", "body": "é" * 3000}, 1).text


def test_a_missing_part_is_seen() -> None:
    pieces = Frame("c:1", "signal", _incompressible(30_000)).pieces()
    assert len(pieces) > 3
    reader = Reader()
    reader.read(pieces[0])
    with pytest.raises(ValueError, match="missing"):
        reader.read(pieces[2])
    other = Frame("c:1", "signal", "short").pieces()[0]
    assert reader.read(other) == Frame("c:1", "signal", "short")


@pytest.mark.parametrize("piece", ["", "x", "=", "=1 2", "+a", "+a 0 1\nnot base64", "+a 0 x\n", "=x y z\n"])
def test_what_is_unreadable_is_refused(piece: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (which of many it is does not matter)
        Reader().read(piece)


def _incompressible(length: int) -> str:
    return "".join(Random(1).choices(string.printable, k=length))
