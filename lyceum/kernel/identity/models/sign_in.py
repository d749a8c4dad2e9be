from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from lyceum.kernel.foundation.models import Identified


class SignInQuerySet(models.QuerySet["SignIn"]):
    def current(self) -> "SignInQuerySet":
        """Neither ended nor expired, of a person who may still come in; a browser's has its session, too."""
        session = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
        return self.filter(
            Q(kind=SignIn.Kind.APP) | Exists(session),
            ended_at=None,
            expires_at__gt=timezone.now(),
            person__is_active=True,
        )


class SignIn(Identified):
    """One place where a person is signed in: a browser with its session, or an app with its family of tokens."""

    class Kind(models.TextChoices):
        BROWSER = "browser"
        APP = "app"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins")
    kind = models.CharField(max_length=10, choices=Kind)
    method = models.CharField(max_length=40, blank=True)  # password, code, passkey, or who vouched
    session_key = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001  (unique, and apps have none)
    generation = models.PositiveIntegerField(default=0)  # of refresh tokens: only the newest is good
    network = models.CharField(max_length=60, blank=True)
    client = models.CharField(max_length=80, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: Any = SignInQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="sign_in_person")]
