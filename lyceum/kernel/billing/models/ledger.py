from typing import ClassVar

from django.db import models

from lyceum.kernel.foundation.models import Tenant

CURRENCY = "^[A-Z]{3}$"


class Entry(Tenant):
    """One fact in the books. Never changed nor removed: corrected by another that ``reverses`` it.

    The database itself refuses one whose lines do not add up to nothing in each currency, or are not ``size``
    in number (the trigger ``entry_balances``, at the commit): nothing is ever added to an old entry.
    """

    append_only: ClassVar[bool] = True

    key = models.CharField(max_length=140)
    kind = models.CharField(max_length=20)
    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    at = models.DateTimeField()
    size = models.PositiveSmallIntegerField()
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="entry_once"),
            models.CheckConstraint(condition=models.Q(size__gte=2), name="entry_has_two_sides"),
        ]
        indexes = [
            models.Index(fields=["organisation", "at", "id"], name="entry_in_order"),
            models.Index(fields=["organisation", "about_id"], name="entry_about"),
        ]


class EntryLine(Tenant):
    """One side: a debit above nothing, a credit below, in the currency's smallest unit."""

    append_only: ClassVar[bool] = True

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="lines")
    account = models.CharField(max_length=60)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(amount=0), name="entry_line_says_something"),
            models.CheckConstraint(condition=models.Q(currency__regex=CURRENCY), name="entry_line_currency"),
            models.CheckConstraint(
                condition=models.Q(account__regex=r"^[a-z]+(:[a-z0-9_]+)?$"), name="entry_line_account"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "account", "currency"], name="entry_line_account_of")]
