"""What brings a new organisation to life, and how far its owner is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import GOVERNORS
from lyceum.kernel.identity.models import Group, Invitation, Membership, Organisation
from lyceum.kernel.messaging.models import Notice


@dataclass(frozen=True, slots=True)
class FirstStep:
    title: Any
    why: Any
    url_name: str
    done: bool


def first_steps_for(caller: Caller) -> list[FirstStep]:
    """For those who govern, until all is done; one query."""
    if not caller.roles & GOVERNORS:
        return []
    steps = _steps(_reached(caller))
    return [] if all(step.done for step in steps) else steps


def _reached(caller: Caller) -> Any:
    here = {"organisation_id": OuterRef("id")}
    others = Membership.objects.filter(**here).exclude(id=caller.membership_id)
    return Organisation.objects.annotate(
        has_others=Exists(others),
        has_invited=Exists(Invitation.objects.filter(**here)),
        has_notices=Exists(Notice.objects.filter(**here)),
        has_groups=Exists(Group.objects.filter(**here)),
    ).get(id=caller.organisation_id)


def _steps(reached: Any) -> list[FirstStep]:
    return [
        FirstStep(
            _("Say who you are"),
            _("A few words and your colour: they greet your members and everybody who finds you."),
            "identity:settings",
            bool(reached.description),
        ),
        FirstStep(
            _("Invite the first people"),
            _("By their address, one by one or from a list."),
            "identity:new_invitation",
            reached.has_others or reached.has_invited,
        ),
        FirstStep(
            _("Make a group"),
            _("A class, a squad, a team: whoever is addressed together."),
            "identity:groups",
            reached.has_groups,
        ),
        FirstStep(
            _("Write the first notice"),
            _("To everyone, or to the groups that it concerns."),
            "messaging:new",
            reached.has_notices,
        ),
    ]
