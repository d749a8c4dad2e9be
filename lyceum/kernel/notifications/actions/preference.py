"""What a person wants to be told, and how; what an organisation proposes. The critical is no matter of choice."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound
from lyceum.kernel.notifications.announcements import DefaultChosen, PreferenceChosen, Unsubscribed
from lyceum.kernel.notifications.models import Channel, OrganisationDefault, Preference
from lyceum.kernel.notifications.permissions import may_follow
from lyceum.kernel.notifications.rules.subscription import Subscription
from lyceum.kernel.notifications.rules.wanted import may_choose, offered


@transaction.atomic
def choose(caller: Caller, kind: str, channel: str, on: bool) -> None:
    """In the caller's organisation, from now on. Idempotent."""
    _keep(caller.organisation_id, caller.person_id, kind, channel, on)
    announce(caller, PreferenceChosen(kind, channel, on))


@transaction.atomic
def choose_default(caller: Caller, kind: str, channel: str, on: bool) -> None:
    """For the members who have not chosen themselves. Idempotent."""
    refuse_unless(may_follow(caller))
    _refuse_unless_open(kind, channel)
    OrganisationDefault.objects.update_or_create(
        organisation_id=caller.organisation_id, kind=kind, channel=channel, defaults={"on": on}
    )
    announce(caller, DefaultChosen(kind, channel, on))


@transaction.atomic
def unsubscribe(caller: Anyone, subscription: Subscription) -> None:
    """By the link in a letter: whoever holds the letter may say so, signed in or not."""
    if getattr(caller, "organisation_id", subscription.organisation_id) != subscription.organisation_id:
        raise NotFound(_("This link is not complete. Open it again from the letter."))
    with scope.entered(subscription.organisation_id, subscription.person_id):
        _keep(subscription.organisation_id, subscription.person_id, subscription.kind, Channel.EMAIL, on=False)
        announce(caller, Unsubscribed(subscription.person_id, subscription.kind))


def _keep(organisation_id: UUID, person_id: UUID, kind: str, channel: str, on: bool) -> None:
    _refuse_unless_open(kind, channel)
    Preference.objects.update_or_create(
        organisation_id=organisation_id, person_id=person_id, kind=kind, channel=channel, defaults={"on": on}
    )


def _refuse_unless_open(kind: str, channel: str) -> None:
    declared = registry.notification_kinds().get(kind)
    if declared is None or channel not in offered(declared):
        raise NotFound(_("There is no such notification."))
    if not may_choose(declared, channel):
        raise Conflict(_("This is about the safety of your account: it cannot be switched off."))
