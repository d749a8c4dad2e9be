"""The lists from which rooms of the kernel begin their reads."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from django.utils import timezone

from lyceum.kernel.ai.models import Call, Link
from lyceum.kernel.ai.queries.chain import links_for
from lyceum.kernel.ai.queries.usage import _calls
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import Group, Invitation
from lyceum.kernel.identity.queries.group import groups_of
from lyceum.kernel.identity.queries.invitation import invitations_of
from lyceum.kernel.identity.queries.membership import member_of, members_of
from lyceum.kernel.media.queries.file import deleted_within, files_within, own_files
from lyceum.kernel.messaging.models import Notice
from lyceum.kernel.messaging.queries.board import drafts_for, notice_to_change, notices_for, unread_for
from tests.isolation.probes.apart import apart
from tests.isolation.probes.others import noticed
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


def _this_month() -> datetime:
    return timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _here(samples: Samples) -> set[UUID]:
    return {samples.house.here.organisation.id}


apart("ai.queries.chain.links_for", insider, links_for, moved=(Link,))
apart("ai.queries.usage._calls", insider, lambda caller: _calls(caller, _this_month()), moved=(Call,))
apart("identity.queries.group.groups_of", insider, groups_of, moved=(Group,))
apart("identity.queries.invitation.invitations_of", insider, invitations_of, moved=(Invitation,))
apart(
    "messaging.queries.board.notice_to_change",
    lambda samples: (insider(samples), samples.parts["notice_id"]),
    lambda asked: notice_to_change(*asked),
    moved=(Notice,),
)


@probe("identity.queries.membership.members_of")
def members_are_those_of_one_organisation(samples: Samples) -> None:
    assert {member.organisation_id for member in members_of(insider(samples))} == _here(samples)


@probe("identity.queries.membership.member_of")
def a_member_of_another_organisation_is_not_found(samples: Samples) -> None:
    assert member_of(insider(samples), samples.house.here.colleague.id)
    with pytest.raises(NotFound):
        member_of(insider(samples), samples.house.abroad.colleague.id)


@probe("media.queries.file.own_files")
def ones_own_files_are_ones_own(samples: Samples) -> None:
    caller = insider(samples)
    assert {file.owner_id for file in own_files(caller)} == {caller.person_id}


@probe("media.queries.file.files_within")
def files_are_those_of_one_organisation(samples: Samples) -> None:
    assert {file.organisation_id for file in files_within(insider(samples))} == _here(samples)


@probe("media.queries.file.deleted_within")
def deleted_files_are_those_of_one_organisation(samples: Samples) -> None:
    assert {file.organisation_id for file in deleted_within(insider(samples))} == _here(samples)


@probe("messaging.queries.board.notices_for")
def notices_are_those_of_one_organisation(samples: Samples) -> None:
    assert {notice.organisation_id for notice in notices_for(insider(samples))} == _here(samples)


@probe("messaging.queries.board.unread_for")
def unread_are_those_of_one_organisation(samples: Samples) -> None:
    here = samples.house.here
    unread = noticed(here, here.colleague, published_at=timezone.now())
    assert list(unread_for(insider(samples))) == [unread]


@probe("messaging.queries.board.drafts_for")
def drafts_are_of_one_organisation_and_ones_own(samples: Samples) -> None:
    house, caller = samples.house, insider(samples)
    noticed(house.abroad, house.here.insider)
    anothers = noticed(house.here, house.here.colleague)
    for_moderators = drafts_for(caller)
    assert {notice.organisation_id for notice in for_moderators} == _here(samples)
    assert anothers in for_moderators
    writes = replace(caller, permissions=frozenset({"messaging.publish"}))
    assert {notice.author_id for notice in drafts_for(writes)} == {caller.person_id}
