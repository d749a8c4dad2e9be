"""People and classes from a school's file: groups are made, members placed, others invited. All of it or nothing."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lyceum.domains.learning.announcements import RosterEnrolled
from lyceum.domains.learning.permissions import may_enrol
from lyceum.domains.learning.queries.rosters import LONGEST_NAME, Entry, Fate, Plan, roster_plan
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.identity.actions.group import make_group, place_members
from lyceum.kernel.identity.actions.invitation import Guest, spend_letters, write_invitations
from lyceum.kernel.identity.queries.invitation import invitations_of
from lyceum.kernel.media.actions.storing import Upload


@dataclass(frozen=True, slots=True)
class Enrolled:
    plan: Plan
    classes: int
    invited: int
    placed: int


def enrol(caller: Caller, upload: Upload, *, leave_out_faulty: bool = False) -> Enrolled:
    """A repeat changes nothing. A person with a fault stops everything, unless they are left out on purpose."""
    refuse_unless(may_enrol(caller))
    plan = roster_plan(caller, upload)
    faulty = len(plan.faulty) + len(plan.dropped)
    if faulty and not leave_out_faulty:
        raise Invalid(_("Nothing was done: %(count)s lines have a fault.") % {"count": faulty}, code="faulty_lines")
    if not plan.entries and not plan.classes:
        raise Invalid(_("Nobody could be read from this file."), code="nobody")
    guests = plan.of(Fate.INVITED, Fate.INVITED_AGAIN)
    if guests:
        spend_letters(caller, len(guests))
    try:
        with transaction.atomic():
            return _enrolled(caller, plan, guests)
    except IntegrityError as error:
        raise Conflict(_("Somebody else has just invited one of them. Check the file again.")) from error


def _enrolled(caller: Caller, plan: Plan, guests: list[Entry]) -> Enrolled:
    ids = {key: one.group_id or make_group(caller, one.name).id for key, one in plan.classes.items()}
    wanted = {
        (ids[key], entry.membership_id): key in entry.leads
        for entry in plan.of(Fate.PLACED)
        for key in entry.classes
        if entry.membership_id
    }
    placed = place_members(caller, wanted)
    write_invitations(caller, _guests(caller, guests, ids))
    done = Enrolled(plan, len(plan.new_classes), len(guests), placed)
    if done.classes or done.invited or done.placed:
        announce(caller, RosterEnrolled(done.classes, done.invited, done.placed))
    return done


def _guests(caller: Caller, entries: list[Entry], ids: dict[str, UUID]) -> list[Guest]:
    """Who was invited before keeps the groups that they were offered."""
    offered = {one.email.lower(): one.group_ids for one in invitations_of(caller)}
    found = []
    for entry in entries:
        before = offered.get(entry.person.email, []) if entry.fate == Fate.INVITED_AGAIN else []
        groups = dict.fromkeys([*before, *(ids[key] for key in entry.classes)])
        name = entry.person.name[:LONGEST_NAME]
        found.append(Guest(email=entry.person.email, name=name, roles=entry.roles, group_ids=tuple(groups)))
    return found
