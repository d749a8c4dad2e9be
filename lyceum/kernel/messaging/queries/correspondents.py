"""To whom the caller may write: people, groups of their own, and those who help."""

from collections.abc import Sequence
from dataclasses import dataclass

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Group, Membership
from lyceum.kernel.identity.queries.group import groups_of
from lyceum.kernel.identity.queries.membership import members_named, members_of
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of

MOST = 30


@dataclass(frozen=True, slots=True)
class Correspondents:
    """``more``: some are left out; a longer search finds them."""

    people: Sequence[Membership]
    groups: Sequence[Group]
    more: bool


def correspondents_for(caller: Caller, words: str = "") -> Correspondents:
    """By name, however it is written: members to whom the organisation's rules let the caller write first."""
    ruling = ruling_of(caller)
    members = members_named(caller, words) if words else members_of(caller)
    rows = members.exclude(person_id=caller.person_id)
    if refused := {role for role in Role if not ruling.lets_open(caller.roles, [role])}:
        rows = rows.filter(roles__overlap=[role for role in Role if role not in refused])
    groups = groups_of(caller).filter(id__in=caller.group_ids)
    if words:
        groups = groups.filter(name__icontains=words)
    found = list(rows[: MOST + 1])
    return Correspondents(found[:MOST], list(groups), len(found) > MOST)
