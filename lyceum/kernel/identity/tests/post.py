"""What came by mail, for tests: the latest letter to an address, and the code in it."""

import re

from django.core import mail
from django.core.mail import EmailMultiAlternatives


def letters_to(address: str) -> list[EmailMultiAlternatives]:
    return [letter for letter in mail.outbox if address in letter.to]  # type: ignore[misc]


def code_sent_to(address: str) -> str:
    found = re.search(r"^    ([A-Z]{4}-[A-Z]{4})$", letters_to(address)[-1].body, re.M)
    assert found, letters_to(address)[-1].body
    return found[1]
