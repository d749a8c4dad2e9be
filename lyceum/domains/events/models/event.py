from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lyceum.domains.events.models.place import Place
from lyceum.domains.events.models.seat_plan import SeatPlan
from lyceum.domains.events.models.series import Series
from lyceum.kernel.foundation.models import EncryptedTextField, Tenant


class EventState(models.TextChoices):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"  # it stays as it was sold, until it has a new date


class Category(models.TextChoices):
    CONCERT = "concert"
    STAGE = "stage"
    TALK = "talk"
    CONFERENCE = "conference"
    WORKSHOP = "workshop"
    EXHIBITION = "exhibition"
    SPORT = "sport"
    FESTIVAL = "festival"
    MEETING = "meeting"
    OTHER = "other"


class Event(Tenant):
    """A gathering to which one buys or takes tickets.

    ``edition`` grows with every change: two who edit at once are told. ``offer_edition`` grows, by a trigger, with
    every change of what is sold (types, prices, quotas, vouchers, this row): what a process remembers of the offer
    is good as long as it stands. Refunds: up to ``refund_until_hours`` before the start (null: none), that share of
    the price (``refund_percent``) less ``refund_fee`` per ticket. ``methods``: codes of billing, empty for all.
    ``allows_lone_seats``: a choice may leave one seat free between others.
    ``changes_until``: names and answers may be filled in until then (null: until it starts); ``needs_names``: a ticket
    that nobody has named lets nobody in. ``moved_from``: the date that it had until ``moved_at``; up to
    ``give_back_until`` whoever had bought by then and cannot come gets everything back. ``accessible``: wheelchair,
    hearing_loop, sign_language, subtitles, audio_description, quiet_room, step_free.
    """

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=300, blank=True)
    text = models.TextField(max_length=20000, blank=True)
    language = models.CharField(max_length=5, default="fr")
    category = models.CharField(max_length=12, choices=Category, default=Category.OTHER)
    state = models.CharField(max_length=10, choices=EventState, default=EventState.DRAFT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    doors_at = models.DateTimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, default="Europe/Paris")
    is_online = models.BooleanField(default=False)
    online_url = EncryptedTextField(blank=True, default="")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    picture_id = models.UUIDField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    sales_from = models.DateTimeField(null=True, blank=True)
    sales_until = models.DateTimeField(null=True, blank=True)  # else until it starts
    max_per_order = models.PositiveSmallIntegerField(default=10)
    methods: Any = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    refund_until_hours = models.PositiveIntegerField(null=True, blank=True)
    refund_percent = models.PositiveSmallIntegerField(default=100)
    refund_fee = models.PositiveIntegerField(default=0)
    may_transfer = models.BooleanField(default=True)
    changes_until = models.DateTimeField(null=True, blank=True)
    needs_names = models.BooleanField(default=False)
    moved_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.DateTimeField(null=True, blank=True)
    give_back_until = models.DateTimeField(null=True, blank=True)
    has_waiting_list = models.BooleanField(default=True)
    accessible: Any = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    is_listed = models.BooleanField(default=True)
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="events")
    occurs_on = models.DateField(null=True, blank=True)  # the date of the series' rule that it stands for
    seat_plan = models.ForeignKey(SeatPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    allows_lone_seats = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    edition = models.PositiveIntegerField(default=1)
    offer_edition = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[Any] = [
            models.Index(fields=["organisation", "state", "starts_at"], name="event_list"),
        ]
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="event_slug_once"),
            models.UniqueConstraint(fields=["series", "occurs_on"], name="event_of_series_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(refund_percent__lte=100), name="event_refund_percent"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sale_began(self) -> datetime:
        """Or will begin."""
        return self.sales_from or self.published_at or self.created_at

    def save(self, *args: Any, **kwargs: Any) -> None:
        """``offer_edition`` is the trigger's alone: an old copy must not set it back."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in _NOT_SAVED]
        super().save(*args, **kwargs)


_NOT_SAVED = frozenset({"id", "created_at", "offer_edition"})
