"""What may be forgotten after a while, so that no table grows for ever."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from lyceum.kernel.identity.models import Remembered, SignIn

SIGN_INS_KEPT = timedelta(days=180)  # the trail keeps that there was one; CNIL asks for six to twelve months


def sweep_identity() -> None:
    """Entries of the shared cache and sessions that have expired; sign-ins that ended long ago."""
    now = timezone.now()
    Remembered.objects.filter(expires_at__lt=now).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    long_ago = now - SIGN_INS_KEPT
    SignIn.objects.filter(Q(ended_at__lt=long_ago) | Q(expires_at__lt=long_ago)).delete()
