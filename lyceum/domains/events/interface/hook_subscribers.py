"""Organisers' own programs are told of facts; an organiser, that one of them is told no more."""

from uuid import UUID

from lyceum.domains.events.actions import hook_telling
from lyceum.domains.events.models import Hook
from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.notifications.actions.notifying import notify


def tell_hooks(told: Announcement) -> None:
    hook_telling.tell_hooks(_organisation(told), told)


def tell_paused(told: Announcement) -> None:
    organisation_id = _organisation(told)
    hook = Hook.objects.filter(organisation_id=organisation_id, id=told.payload["hook_id"]).first()
    if hook is not None and hook.author_id:
        path = inside("events:hook", hook.id)
        about = {"url": hook.url}
        notify(organisation_id, "events.hook_paused", [hook.author_id], key=told.id, path=path, about=about)


def _organisation(told: Announcement) -> UUID:
    assert told.organisation_id is not None
    return told.organisation_id
