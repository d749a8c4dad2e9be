"""Ways of notifications, and what is proposed to all: an organisation's own."""

from uuid import UUID

from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.notifications.actions.chat_hook import keep_chat_hook
from lyceum.kernel.notifications.actions.resending import resend
from lyceum.kernel.notifications.models import ChatHook, Delivery, MailEvent, OrganisationDefault, Run, RunStep
from lyceum.kernel.notifications.queries.chat_hook import chat_hooks_for
from lyceum.kernel.notifications.queries.mail_figures import mail_figures
from lyceum.kernel.notifications.queries.preference import _defaults
from lyceum.kernel.notifications.queries.runs import dead_letters, run_of, runs_of
from tests.isolation.probes.apart import apart
from tests.isolation.probes.probe import insider
from tests.isolation.samples import Samples

_NEW = new_identifier()


def _dead(_place: object) -> None:
    Delivery.objects.update(state="failed")


def _unsent(samples: Samples) -> tuple[Caller, list[UUID]]:
    rows = Delivery.objects.filter(organisation=samples.house.here.organisation)
    return insider(samples), list(rows.values_list("id", flat=True))


def _run(samples: Samples) -> tuple[Caller, UUID]:
    run: Run = Run.objects.filter(organisation=samples.house.here.organisation).first()
    return insider(samples), run.id


def _sent(_caller: Caller) -> None:
    Delivery.objects.update(sent_at=timezone.now())
    MailEvent.objects.update(delivery=None)


def _named_as_another(samples: Samples) -> tuple[Caller, UUID, str]:
    return insider(samples), _NEW, ChatHook.objects.filter(organisation=samples.house.here.organisation)[0].name


def _kept(place: tuple[Caller, UUID, str]) -> ChatHook:
    caller, id, name = place
    return keep_chat_hook(caller, id, app="slack", name=name, url="https://chat.invalid/", kinds=[], language="en")


apart("notifications.queries.runs.runs_of", insider, runs_of, moved=(Run,))
apart("notifications.queries.runs.run_of", _run, lambda place: run_of(*place), moved=(RunStep,))
apart("notifications.queries.runs.dead_letters", insider, dead_letters, first=_dead, moved=(Delivery,))
apart(
    "notifications.actions.resending._refuse_unknown",
    _unsent,
    lambda place: resend(*place),
    first=_dead,
    moved=(Delivery,),
)
apart(
    "notifications.queries.preference._defaults",
    insider,
    _defaults,
    first=lambda caller: OrganisationDefault.objects.exclude(organisation=caller.organisation_id).delete(),
    moved=(OrganisationDefault,),
)
apart("notifications.queries.chat_hook.chat_hooks_for", insider, chat_hooks_for, moved=(ChatHook,))
apart("notifications.queries.mail_figures._counted", insider, mail_figures, first=_sent, moved=(Delivery, MailEvent))
apart("notifications.actions.chat_hook.keep_chat_hook", _named_as_another, _kept, moved=(ChatHook,))
