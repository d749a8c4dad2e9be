"""Files, notices, preferences and the trail."""

import pytest
from django.utils import timezone

from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.queries.file import _in_its_place, own_file, storage_used
from lyceum.kernel.messaging.actions.writing import _written_before
from lyceum.kernel.messaging.models import Notice, NoticeRead
from lyceum.kernel.messaging.queries.readers import readers_of
from lyceum.kernel.notifications.models import Preference
from lyceum.kernel.notifications.queries.preference import preferences_of
from lyceum.kernel.privacy.queries.trail import _named
from tests.isolation.house import Wing
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


def noticed(wing: Wing, author: Membership, **fields: object) -> Notice:
    made: Notice = Notice.objects.create(
        organisation=wing.organisation, author=author.person, title="A title", body="A text", **fields
    )
    return made


@probe("media.queries.file.storage_used")
def counts_the_bytes_of_one_organisation(samples: Samples) -> None:
    here = StoredFile.objects.filter(organisation=samples.house.here.organisation)
    assert StoredFile.objects.exclude(organisation=samples.house.here.organisation).exists()
    assert storage_used(insider(samples))[0] == here.bytes_kept()


@probe("media.queries.file.own_file")
def another_persons_file_is_not_ones_own(samples: Samples) -> None:
    file = StoredFile.objects.filter(owner=samples.house.here.colleague.person, deleted_at=None).first()
    with pytest.raises(NotFound):
        own_file(insider(samples), file.id)


@probe("media.queries.file._in_its_place")
def a_file_elsewhere_is_in_no_place_here(samples: Samples) -> None:
    caller, file_id = insider(samples), samples.parts["attachment_id"]
    assert _in_its_place(caller, file_id)
    StoredFile.objects.filter(id=file_id).update(organisation=samples.house.abroad.organisation)
    assert _in_its_place(caller, file_id) is None


@probe("messaging.actions.writing._written_before")
def an_id_of_another_notice_is_taken(samples: Samples) -> None:
    house = samples.house
    elsewhere = noticed(house.abroad, house.here.insider)
    anothers = noticed(house.here, house.here.colleague)
    for notice in (elsewhere, anothers):
        with pytest.raises(Conflict):
            _written_before(insider(samples), notice.id)


@probe("messaging.queries.readers.readers_of")
def a_mark_of_another_organisation_is_no_reading(samples: Samples) -> None:
    house, now = samples.house, timezone.now()
    notice = noticed(house.here, house.here.insider, published_at=now)
    colleague = house.here.colleague.person
    NoticeRead.objects.create(organisation=house.abroad.organisation, notice=notice, person=colleague, read_at=now)
    assert readers_of(insider(samples), notice.id).seen == []


@probe("notifications.queries.preference.preferences_of")
def what_somebody_chose_elsewhere_or_somebody_else_chose_is_not_ones_choice(samples: Samples) -> None:
    house, caller = samples.house, insider(samples)
    kind = next(row.kind for row in preferences_of(caller) if all(choice.on for choice in row.choices))
    for organisation, person in (
        (house.abroad.organisation, house.here.insider.person),
        (house.here.organisation, house.here.colleague.person),
    ):
        chosen = Preference.objects.create(
            organisation=organisation, person=person, kind=kind, channel="email", on=False
        )
        assert _is_on(samples, kind)
        chosen.delete()


def _is_on(samples: Samples, kind: str) -> bool:
    row = next(row for row in preferences_of(insider(samples)) if row.kind == kind)
    return all(choice.on for choice in row.choices)


@probe("privacy.queries.trail._named")
def the_trail_is_searched_by_the_names_of_members(samples: Samples) -> None:
    assert _named(insider(samples), "sven") == []
