from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class Call(Tenant):
    """The ledger: one row for each call to a provider, or for a question that needed none. Never what was said.

    It is written before the call with the dearest that it may cost, and put right after: what a process that was
    killed has spent stays counted.
    """

    question_id = models.UUIDField()  # the same for all the calls that one question led to
    attempt = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    task = models.CharField(max_length=80)
    prompt = models.CharField(max_length=80, blank=True)
    prompt_version = models.PositiveSmallIntegerField(default=0)
    vendor = models.CharField(max_length=20, blank=True)  # empty: nobody was called
    model = models.CharField(max_length=120, blank=True)
    is_shared = models.BooleanField(default=False)  # on the installation's key
    outcome = models.CharField(max_length=20, blank=True)  # empty: under way
    fault = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=120, blank=True)
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=6, default=0)  # US dollars
    milliseconds = models.PositiveIntegerField(null=True)
    first_word_milliseconds = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "created_at"], include=["cost", "is_shared"], name="ai_call_month"),
            models.Index(fields=["organisation", "person", "created_at"], name="ai_call_person"),
        ]
