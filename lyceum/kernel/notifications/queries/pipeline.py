"""A run as a pipeline is drawn: the steps of its kind in order, what became of each, and what is still to come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.workflow import Digest, Met, Step, Tell, Unless, Wait
from lyceum.kernel.notifications.models import Channel, Outcome
from lyceum.kernel.notifications.queries.runs import RunDetail, StepView

_ICONS = {
    Channel.IN_APP: "bell",
    Channel.EMAIL: "mail",
    Channel.PUSH: "smartphone",
    Channel.SMS: "message-circle",
    Channel.CHAT: "messages-square",
}
_TONES = {
    Outcome.TOLD: "success",
    Outcome.DIGESTED: "success",
    Outcome.RESENT: "info",
    Outcome.WAITED: "info",
    Outcome.FAILED: "error",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """What was written down of a stage, newest last. ``tone``: of a badge."""

    name: str
    why: str
    tone: str
    step: StepView


@dataclass(frozen=True, slots=True)
class Stage:
    """``state``: done, now or ahead."""

    name: str
    icon: str
    state: str
    happened: Sequence[Happening] = field(default_factory=tuple)

    @property
    def tone(self) -> str:
        return self.happened[-1].tone if self.happened else ""

    @property
    def at(self) -> datetime | None:
        return self.happened[0].step.at if self.happened else None


def pipeline_of(caller: Caller, detail: RunDetail) -> list[Stage]:
    kind = registry.notification_kinds().get(detail.run.kind)
    planned: Sequence[Step] = kind.workflow if kind else ()
    length = max(len(planned), *(step.position + 1 for step in detail.steps), 0) if detail.steps else len(planned)
    ended = detail.run.state != "under_way"
    stages = []
    for position in range(length):
        steps = [step for step in detail.steps if step.position == position]
        name, icon = _named(planned[position] if position < len(planned) else None, steps)
        stages.append(Stage(name, icon, _state(position, detail.run.step, bool(steps), ended), _happened(steps)))
    return stages


def _state(position: int, reached: int, has_steps: bool, ended: bool) -> str:
    if position == reached and not ended:
        return "now"
    return "done" if has_steps or (position < reached and not ended) else "ahead"


def _happened(steps: Sequence[StepView]) -> list[Happening]:
    return [
        Happening(step.outcome_name, step.reason_name, _TONES.get(Outcome(step.outcome), ""), step) for step in steps
    ]


def _named(step: Step | None, steps: Sequence[StepView]) -> tuple[str, str]:
    match step:
        case Tell(channel):
            return str(Channel(channel).label), _ICONS[Channel(channel)]
        case Digest(channel):
            return _("Digest"), "newspaper"
        case Wait(minutes):
            return ngettext("Wait %(many)s minute", "Wait %(many)s minutes", minutes) % {"many": minutes}, "timer"
        case Unless(met):
            return _stops()[met], "filter"
    return (steps[0].channel_name or steps[0].outcome_name) if steps else "", "circle"


def _stops() -> dict[Met, str]:
    return {
        Met.READ: _("Stop if it is read"),
        Met.PRESENT: _("Stop if they are connected"),
        Met.REACHED: _("Stop if another channel reached them"),
    }
