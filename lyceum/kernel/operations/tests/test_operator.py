import io

import pytest
from django.core.management import CommandError, call_command

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_the_terminal_appoints_an_operator() -> None:
    person = make_person(email="ada@example.org")
    said = io.StringIO()
    call_command("operator", "Ada@Example.org", stdout=said)
    person.refresh_from_db()
    assert (person.is_operator, said.getvalue()) == (
        True,
        "Ada Lovelace <ada@example.org> runs this installation.\n",
    )


def test_refuses_an_address_that_nobody_has() -> None:
    make_person(email="closed@example.org", is_active=False)
    for address in ("nobody@example.org", "closed@example.org"):
        with pytest.raises(CommandError, match="Nobody has signed up"):
            call_command("operator", address)
    assert not Person.objects.filter(is_operator=True).exists()
    assert not Announcement.objects.exists()
