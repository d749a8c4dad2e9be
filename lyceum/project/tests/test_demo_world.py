"""The demo as ``bin/run`` loads it: nobody who looks around in it finds an empty page."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.demo.script import scripts
from lyceum.kernel.identity.models import Group, Invitation, Membership, Organisation, Person
from lyceum.kernel.messaging.models import Notice, NoticeRead

pytestmark = [pytest.mark.django_db, pytest.mark.wish("P11")]
KEPT = (Membership, Group, Invitation, Notice, NoticeRead)


def test_every_organisation_has_people_groups_invitations_and_notices_that_were_read(
    settings: Any, tmp_path: Path
) -> None:
    settings.DEMO, settings.VAR_DIR, settings.MEDIA_ROOT = True, tmp_path, tmp_path / "media"
    call_command("demo")
    first = counted()
    assert set(first) == {script.slug for script in scripts()}
    assert [slug for slug, numbers in first.items() if 0 in numbers] == []
    accounts = {account["email"] for account in json.loads((tmp_path / "demo-accounts.json").read_text())}
    assert accounts == set(Person.objects.filter(email__in=accounts, is_active=True).values_list("email", flat=True))
    call_command("demo")
    assert counted() == first


def counted() -> dict[str, list[int]]:
    numbers = {}
    for organisation in Organisation.objects.all():
        with scope.entered(organisation.id):
            numbers[organisation.slug] = [model.objects.filter(organisation=organisation).count() for model in KEPT]
    return numbers
