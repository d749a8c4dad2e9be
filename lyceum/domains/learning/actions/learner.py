"""What a student says of how they learn, and what their answers have told of their memory."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions.steering import resteer
from lyceum.domains.learning.announcements import LearnerChanged
from lyceum.domains.learning.models import Learner, Memory, Review
from lyceum.domains.learning.permissions import may_study
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid

MINUTES, NEW, LONGEST = (5, 120), (0, 60), 1000


@dataclass(frozen=True, slots=True)
class Profile:
    """``goals`` and ``needs``: in the student's own words."""

    daily_minutes: int
    new_per_day: int
    goals: str = ""
    needs: str = ""


@transaction.atomic
def change_learner(caller: Caller, profile: Profile) -> Learner:
    refuse_unless(may_study(caller))
    _refuse_faults(profile)
    learner = _own(caller)
    learner.daily_minutes, learner.new_per_day = profile.daily_minutes, profile.new_per_day
    learner.goals, learner.needs = profile.goals.strip(), profile.needs.strip()
    learner.save(update_fields=["daily_minutes", "new_per_day", "goals", "needs"])
    announce(caller, LearnerChanged(learner.id))
    return learner


@transaction.atomic
def forget_learner(caller: Caller) -> Learner:
    """Words and figures of the student; the usual model of memory steers their revisions again."""
    refuse_unless(may_study(caller))
    learner = _own(caller)
    usual = Learner()
    learner.daily_minutes, learner.new_per_day = usual.daily_minutes, usual.new_per_day
    learner.goals = learner.needs = ""
    learner.parameters, learner.log_loss, learner.fitted_at = [], None, None
    learner.fitted_on = Review.objects.within(caller).own(caller).count()  # the next fit waits for new answers
    learner.save()
    announce(caller, LearnerChanged(learner.id))
    for path_id in _begun_paths(caller):
        resteer.later(organisation_id=caller.organisation_id, path_id=path_id, person_id=caller.person_id)
    return learner


def _begun_paths(caller: Caller) -> list[UUID]:
    return list(Memory.objects.within(caller).own(caller).order_by().values_list("path_id", flat=True).distinct())


def _own(caller: Caller) -> Learner:
    Learner.objects.get_or_create(organisation_id=caller.organisation_id, person_id=caller.person_id)
    found: Learner = Learner.objects.within(caller).own(caller).select_for_update().get()
    return found


def _refuse_faults(profile: Profile) -> None:
    fields = {}
    for name, (least, most) in (("daily_minutes", MINUTES), ("new_per_day", NEW)):
        if not least <= getattr(profile, name) <= most:
            fields[name] = [_("From %(least)s to %(most)s.") % {"least": least, "most": most}]
    for name in ("goals", "needs"):
        if len(getattr(profile, name)) > LONGEST:
            fields[name] = [_("At most %(most)s characters.") % {"most": LONGEST}]
    if fields:
        raise Invalid(_("Please correct what is marked."), fields=fields)
