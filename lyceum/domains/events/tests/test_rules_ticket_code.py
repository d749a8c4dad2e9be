"""What a ticket's QR code says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.events.rules.ticket_code import ForgedCode, TicketCode, key_number, new_pair, read_code, sign_code
from lyceum.kernel.foundation.rules.identifier import new_identifier

KEY = new_identifier()
PRIVATE, PUBLIC = new_pair()
KEYS = {key_number(KEY): PUBLIC}


def test_what_was_signed_is_read() -> None:
    code = TicketCode(new_identifier(), new_identifier(), 3)
    text = sign_code(KEY, PRIVATE, code)
    assert read_code(f" {text}\n", KEYS) == code
    assert len(text) == 138  # a QR code of version 8 at most, read from a cracked screen


@given(st.integers(2, 137), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"))
def test_a_letter_changed_is_a_forgery(place: int, letter: str) -> None:
    text = sign_code(KEY, PRIVATE, TicketCode(new_identifier(), new_identifier()))
    changed = text[:place] + letter + text[place + 1 :]
    if place < 137 and changed != text:  # of the last letter, four bits say nothing
        with pytest.raises(ForgedCode):
            read_code(changed, KEYS)


@given(st.text(max_size=200))
def test_any_other_text_is_no_ticket(text: str) -> None:
    with pytest.raises(ForgedCode):
        read_code(text, KEYS)


def test_a_ticket_of_another_organisation_is_a_forgery_here() -> None:
    theirs, _public = new_pair()
    with pytest.raises(ForgedCode):
        read_code(sign_code(KEY, theirs, TicketCode(new_identifier(), new_identifier())), KEYS)
    with pytest.raises(ForgedCode):
        read_code(sign_code(new_identifier(), PRIVATE, TicketCode(new_identifier(), new_identifier())), KEYS)
