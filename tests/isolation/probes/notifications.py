"""Ways of notifications, and what is proposed to all: an organisation's own."""

from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.notifications.actions.resending import resend
from lyceum.kernel.notifications.models import ChatHook, Delivery, OrganisationDefault, Run, RunStep
from lyceum.kernel.notifications.queries.chat_hook import chat_hooks_for
from lyceum.kernel.notifications.queries.preference import _defaults
from lyceum.kernel.notifications.queries.runs import dead_letters, run_of, runs_of
from tests.isolation.probes.apart import apart
from tests.isolation.probes.probe import insider
from tests.isolation.samples import Samples


def _dead(_caller: Caller) -> None:
    Delivery.objects.update(state="failed")


def _run(samples: Samples) -> tuple[Caller, UUID]:
    run: Run = Run.objects.filter(organisation=samples.house.here.organisation).first()
    return insider(samples), run.id


apart("notifications.queries.runs.runs_of", insider, runs_of, moved=(Run,))
apart("notifications.queries.runs.run_of", _run, lambda place: run_of(*place), moved=(RunStep,))
apart("notifications.queries.runs.dead_letters", insider, dead_letters, first=_dead, moved=(Delivery,))
apart("notifications.actions.resending.resend", insider, resend, first=_dead, moved=(Delivery,))
apart(
    "notifications.queries.preference._defaults",
    insider,
    _defaults,
    first=lambda caller: OrganisationDefault.objects.exclude(organisation=caller.organisation_id).delete(),
    moved=(OrganisationDefault,),
)
apart("notifications.queries.chat_hook.chat_hooks_for", insider, chat_hooks_for, moved=(ChatHook,))
