"""What a person wants to be told, and how. Critical kinds are not a matter of choice."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound
from lyceum.kernel.notifications.announcements import PreferenceChosen, Unsubscribed
from lyceum.kernel.notifications.models import Channel, Preference
from lyceum.kernel.notifications.rules.subscription import Subscription


@transaction.atomic
def choose(caller: Caller, kind: str, channel: str, on: bool) -> None:
    """In the caller's organisation, from now on. Idempotent."""
    _keep(caller.organisation_id, caller.person_id, kind, channel, on)
    announce(caller, PreferenceChosen(kind, channel, on))


@transaction.atomic
def unsubscribe(caller: Anyone, subscription: Subscription) -> None:
    """By the link in a letter: whoever holds the letter may say so, signed in or not."""
    if getattr(caller, "organisation_id", subscription.organisation_id) != subscription.organisation_id:
        raise NotFound(_("This link is not complete. Open it again from the letter."))
    with scope.entered(subscription.organisation_id, subscription.person_id):
        _keep(subscription.organisation_id, subscription.person_id, subscription.kind, Channel.EMAIL, on=False)
        announce(caller, Unsubscribed(subscription.person_id, subscription.kind))


def _keep(organisation_id: UUID, person_id: UUID, kind: str, channel: str, on: bool) -> None:
    declared = registry.notification_kinds().get(kind)
    if declared is None or channel not in Channel.values:
        raise NotFound(_("There is no such notification."))
    if declared.critical:
        raise Conflict(_("This is about the safety of your account: it cannot be switched off."))
    Preference.objects.update_or_create(
        organisation_id=organisation_id, person_id=person_id, kind=kind, channel=channel, defaults={"on": on}
    )
