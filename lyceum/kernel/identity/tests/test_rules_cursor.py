from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.identity.rules.cursor import Cursor


@given(st.text(st.characters(exclude_categories=["Cs"])), st.uuids())
def test_a_cursor_is_read_back(key: str, identifier: UUID) -> None:
    assert Cursor.read(str(Cursor(key, identifier))) == Cursor(key, identifier)


@pytest.mark.parametrize("forged", ["", "x", "é", "....", "AAAA"])
def test_refuses_what_no_list_has_given_out(forged: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Cursor.read(forged)
