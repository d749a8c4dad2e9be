"""Rooms of an organisation's own chat, and what is posted there."""

from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound, Unavailable
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.notifications.announcements import ChatHookKept, ChatHookRemoved
from lyceum.kernel.notifications.models import ChatHook
from lyceum.kernel.notifications.permissions import may_follow
from lyceum.kernel.notifications.ports import CarrierRefused, CarrierUnavailable, Post, chat_sender
from lyceum.kernel.notifications.queries.chat_hook import chat_hooks_for, chat_kinds

MOST = 20


@transaction.atomic
def keep_chat_hook(
    caller: Caller, hook_id: UUID, *, app: str, name: str, url: str, kinds: Sequence[str], language: str
) -> ChatHook:
    """The id is the client's, so that a repeat is harmless."""
    refuse_unless(may_follow(caller))
    hooks = ChatHook.objects.within(caller)
    if known := hooks.filter(id=hook_id).first():
        return known
    _refuse_address(url)
    if hooks.filter(name=name).exists():
        raise Conflict(_("There is a room of that name already."), code="name_taken")
    if hooks.count() >= MOST:
        raise Conflict(_("These are enough rooms. Remove one first."))
    known_kinds = {kind.code for kind in chat_kinds(caller)}
    hook = ChatHook(
        id=hook_id,
        organisation_id=caller.organisation_id,
        app=app,
        name=name,
        url=url,
        kinds=sorted(known_kinds & set(kinds)),
        language=language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
    )
    try:
        with transaction.atomic():
            hook.save(force_insert=True)
    except IntegrityError as fault:  # the same id is somebody else's, or the same name came first
        raise Conflict(_("There is a room of that name already."), code="name_taken") from fault
    announce(caller, ChatHookKept(hook.id, name))
    return hook


@transaction.atomic
def remove_chat_hook(caller: Caller, hook_id: UUID) -> None:
    refuse_unless(may_follow(caller))
    hook = _hook(caller, hook_id)
    announce(caller, ChatHookRemoved(hook.id, hook.name))
    hook.delete()


def try_chat_hook(caller: Caller, hook_id: UUID) -> None:
    """Posts a greeting there, so that its owner sees that the address is right."""
    refuse_unless(may_follow(caller))
    hook = _hook(caller, hook_id)
    spend("chat_trial", str(hook.id), capacity=5, per_seconds=600)
    try:
        with chat_sender() as carrier:
            carrier.send(_greeting(hook))
    except CarrierUnavailable as outage:
        raise Unavailable(_("The chat does not answer now. Try again in a while.")) from outage
    except CarrierRefused as refusal:
        raise Invalid(_("The chat does not take it: is its address still right?")) from refusal


def _greeting(hook: ChatHook) -> Post:
    organisation = Organisation.objects.get(id=hook.organisation_id)
    with translation.override(hook.language):
        return Post(
            f"trial:{new_identifier()}",
            hook.url,
            hook.app,
            _("%(organisation)s is connected") % {"organisation": organisation.name},
            _("From now on this room is told what was chosen for it, and nothing else."),
            absolute(organisation.slug, inside("ui:today")),
            _("Open in Lyceum"),
        )


def _hook(caller: Caller, hook_id: UUID) -> ChatHook:
    hook: ChatHook | None = chat_hooks_for(caller).filter(id=hook_id).first()
    if hook is None:
        raise NotFound(_("There is no such room."))
    return hook


def _refuse_address(url: str) -> None:
    """Whether it lies in our own network is judged when it is called, by the address that its name has then."""
    parts = urlsplit(url)
    vouched = parts.netloc in settings.NOTIFY_LOCAL_SERVERS
    if (parts.scheme != "https" and not vouched) or not parts.hostname or "@" in parts.netloc or len(url) > 1000:
        message = _("Paste the whole address of the incoming webhook; it begins with https://.")
        raise Invalid(message, fields={"url": [message]})
