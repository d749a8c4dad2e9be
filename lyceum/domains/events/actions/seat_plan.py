"""Plans of rooms: drawn once, used at many events. A seat that somebody has is not drawn away."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.place import place_here
from lyceum.domains.events.actions.plan_seats import keep_seats
from lyceum.domains.events.announcements import SeatPlanChanged
from lyceum.domains.events.models import Event, SeatPlan, Section
from lyceum.domains.events.permissions import may_make
from lyceum.domains.events.rules.seat_drawing import Shape, drawn, faults
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound

MOST_SECTIONS, MOST_SEATS = 40, 5000


@dataclass(frozen=True, slots=True)
class SectionText:
    """``id``: made by the client; a section that is known by it is changed, with its seats."""

    id: UUID
    name: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class PlanText:
    """``best``: how far from the stage the best seats are; ``stage``: what is written on it."""

    name: str
    place_id: UUID | None = None
    stage: str = ""
    stage_width: int = 240
    best: int = 120
    sections: tuple[SectionText, ...] = field(default_factory=tuple)


@transaction.atomic
def keep_plan(caller: Caller, plan_id: UUID, text: PlanText, edition: int | None = None) -> SeatPlan:
    """Made under the id that the client made, or changed. ``edition``: the one the caller saw."""
    refuse_unless(may_make(caller), _("Only organisers draw plans."))
    _refuse_faults(caller, text)
    plan = _locked(caller, plan_id)
    if plan is None:
        plan = SeatPlan(id=plan_id, organisation_id=caller.organisation_id, edition=0)
    elif edition is not None and edition != plan.edition:
        raise Conflict(
            _("Somebody changed this plan while you were drawing. Open it again to see theirs."),
            code="changed_meanwhile",
        )
    plan.name, plan.place_id = text.name.strip(), text.place_id
    plan.drawing = {"stage": text.stage.strip(), "stage_width": text.stage_width, "best": text.best}
    plan.edition += 1
    try:
        with transaction.atomic():
            plan.save()
            keep_seats(plan, _sections(plan, text.sections))
    except IntegrityError as fault:
        raise Conflict(_("This id is taken. Make a new one.")) from fault
    Event.objects.within(caller).filter(seat_plan=plan).update(edition=F("edition"))  # a new edition of the offer
    announce(caller, SeatPlanChanged(plan.id))
    return plan


@transaction.atomic
def remove_plan(caller: Caller, plan_id: UUID) -> None:
    """Refused while an event uses it. Idempotent."""
    refuse_unless(may_make(caller), _("Only organisers draw plans."))
    plan = _locked(caller, plan_id)
    if plan is None:
        return
    if plan.events.exists():
        raise Conflict(_("Events are sold on this plan: it stays."), code="in_use")
    plan.delete()
    announce(caller, SeatPlanChanged(plan_id))


def plan_to_change(caller: Caller, plan_id: UUID) -> SeatPlan:
    refuse_unless(may_make(caller), _("Only organisers draw plans."))
    found: SeatPlan | None = SeatPlan.objects.within(caller).filter(id=plan_id).first()
    if found is None:
        raise NotFound(_("There is no such plan here."))
    return found


def _locked(caller: Caller, plan_id: UUID) -> SeatPlan | None:
    found: SeatPlan | None = SeatPlan.objects.within(caller).select_for_update(no_key=True).filter(id=plan_id).first()
    return found


def _sections(plan: SeatPlan, texts: Sequence[SectionText]) -> list[tuple[Section, Shape]]:
    """As rows, in their order; those of no text are gone. Names are freed first, so that two may swap theirs."""
    known = {one.id: one for one in plan.sections.all()}
    for section in known.values():
        if any(one.id == section.id and one.name.strip() != section.name for one in texts):
            plan.sections.filter(id=section.id).update(name=section.id.hex)
    kept = []
    for position, text in enumerate(texts):
        section = known.get(text.id) or Section(id=text.id, organisation_id=plan.organisation_id, plan=plan)
        section.name, section.kind, section.position = text.name.strip(), text.shape.kind, position
        section.drawing = text.shape.kept()
        kept.append((section, text.shape))
    return kept


def _refuse_faults(caller: Caller, text: PlanText) -> None:
    wrong: dict[str, list[str]] = {}
    if not 0 < len(text.name.strip()) <= 120:
        wrong["name"] = [_("Give it a name of at most %(most)s characters.") % {"most": 120}]
    if text.place_id and place_here(caller, text.place_id) is None:
        wrong["place_id"] = [_("There is no such place here.")]
    if len(text.stage) > 40 or not 0 <= text.stage_width <= 2000 or not 0 <= text.best <= 3000:
        wrong["stage"] = [_("The stage cannot be drawn like this.")]
    if len(text.sections) > MOST_SECTIONS:
        raise Invalid(_("A plan has at most %(most)s sections.") % {"most": MOST_SECTIONS})
    names = [one.name.strip().casefold() for one in text.sections]
    for at, one in enumerate(text.sections):
        for name in faults(one.shape):
            wrong[f"s{at}-{name}"] = [_("This cannot be drawn.")]
        if not 0 < len(names[at]) <= 60:
            wrong[f"s{at}-name"] = [_("Give it a name of at most %(most)s characters.") % {"most": 60}]
        elif names.count(names[at]) > 1:
            wrong[f"s{at}-name"] = [_("Another section has this name.")]
    if wrong:
        raise Invalid(_("Some fields are not right."), fields=wrong)
    if sum(len(drawn(one.shape).seats) for one in text.sections) > MOST_SEATS:
        raise Invalid(_("A plan has at most %(most)s seats.") % {"most": MOST_SEATS})
