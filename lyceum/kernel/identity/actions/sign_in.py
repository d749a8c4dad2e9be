"""Opening and ending sign-ins. What is ended is ended everywhere: pages and calls at once, open sockets told."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation import live
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.announcements import SignedIn, SignInEnded
from lyceum.kernel.identity.models import SignIn
from lyceum.kernel.identity.rules.alone import alone

SEEN_EVERY = timedelta(minutes=5)


def open_sign_in(caller: Individual, kind: str, method: str, session_key: str | None = None) -> SignIn:
    days = settings.BROWSER_SIGN_IN_DAYS if kind == SignIn.Kind.BROWSER else settings.APP_SIGN_IN_DAYS
    with transaction.atomic():
        sign_in: SignIn = SignIn.objects.create(
            person_id=caller.person_id,
            kind=kind,
            method=method,
            session_key=session_key,
            network=caller.origin.network,
            client=caller.origin.client,
            expires_at=timezone.now() + timedelta(days=days),
        )
        announce(alone(caller), SignedIn(sign_in.id, kind, method))
    return sign_in


def note_sign_in_seen(sign_in_id: UUID | str, session_key: str | None = None) -> bool:
    """Note that it is in use; False when it has been ended or is too old. A session may have a new key."""
    now = timezone.now()
    changes = {"seen_at": now, "session_key": session_key} if session_key else {"seen_at": now}
    live = SignIn.objects.filter(id=sign_in_id, ended_at=None, expires_at__gt=now)
    return bool(live.update(**changes))


def end_sign_in(caller: Individual, sign_in_id: UUID) -> None:
    with transaction.atomic():
        ended = _end(caller, SignIn.objects.filter(id=sign_in_id, person_id=caller.person_id), "ended")
        if not ended:
            raise NotFound(_("This sign-in has already ended."))


def end_other_sign_ins(caller: Individual, reason: str = "ended") -> int:
    """Everywhere but here; returns how many."""
    others = SignIn.objects.filter(person_id=caller.person_id)
    if caller.sign_in:
        others = others.exclude(id=caller.sign_in)
    with transaction.atomic():
        return _end(caller, others, reason)


def end_every_sign_in(caller: Individual, person_id: UUID, reason: str) -> int:
    """Of one's own account, or by whoever runs the installation of anybody's."""
    refuse_unless(caller.person_id == person_id or caller.is_operator)
    with transaction.atomic():
        return _end(caller, SignIn.objects.filter(person_id=person_id), reason)


def sign_out(caller: Individual) -> None:
    if caller.sign_in:
        with transaction.atomic():
            _end(caller, SignIn.objects.filter(id=caller.sign_in), "signed_out")


def end_for_reuse(caller: Individual, sign_in: SignIn) -> None:
    """A refresh token came a second time: it is in two hands, and nobody knows whose are the right ones."""
    _end(caller, SignIn.objects.filter(id=sign_in.id), "token_reused")


def _end(caller: Individual, which: QuerySet[SignIn], reason: str) -> int:
    rows = list(which.filter(ended_at=None).select_for_update())
    Session.objects.filter(session_key__in=[row.session_key for row in rows if row.session_key]).delete()
    SignIn.objects.filter(id__in=[row.id for row in rows]).update(ended_at=timezone.now(), session_key=None)
    for row in rows:
        announce(alone(caller), SignInEnded(row.id, row.person_id, reason))
    live.revoke(*(live.sign_in_topic(str(row.id)) for row in rows))
    return len(rows)
