"""What became of mails, by week and by kind: sent by us, and as their carrier tells. Never of one person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.drawing import Bar, bars, top_of
from lyceum.kernel.notifications.models import Channel, Delivery, MailEvent, MailFact
from lyceum.kernel.notifications.permissions import may_follow

WEEKS = 8
SENT = "sent"
_DRAWN = (SENT, MailFact.OPENED, MailFact.CLICKED, MailFact.BOUNCED)
_Counted = Mapping[tuple[date, str, str], int]  # week, kind, fact


@dataclass(frozen=True, slots=True)
class Point:
    name: str
    shown: str
    place: Bar


@dataclass(frozen=True, slots=True)
class WeekChart:
    """What ``c-chart_bars`` draws, with the table behind it."""

    title: str
    whole: str
    points: Sequence[Point]
    scale: Sequence[str]
    ticks: Sequence[str]
    summary: str


@dataclass(frozen=True, slots=True)
class KindFigures:
    """Shares are of what was sent, in per cent; None where nothing was."""

    label: str
    icon: str
    sent: int
    opened: int | None
    clicked: int | None
    bounced: int
    complained: int


@dataclass(frozen=True, slots=True)
class MailFigures:
    """``is_told``: whether the carrier tells at all of what becomes of mails."""

    charts: Sequence[WeekChart]
    kinds: Sequence[KindFigures]
    is_told: bool


def mail_figures(caller: Caller) -> MailFigures:
    refuse_unless(may_follow(caller))
    zone = ZoneInfo(caller.time_zone)
    monday = timezone.localdate(timezone=zone)
    monday -= timedelta(days=monday.weekday())
    weeks = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    counted = _counted(caller, weeks[0], zone)
    return MailFigures(
        charts=[_chart(fact, weeks, counted) for fact in _DRAWN],
        kinds=_by_kind(counted),
        is_told=settings.PROVIDERS["mail"] == "sendgrid" or any(fact != SENT for _week, _kind, fact in counted),
    )


def _counted(caller: Caller, since: date, zone: ZoneInfo) -> _Counted:
    """Each mail once for each fact, however often it was opened."""
    begins = datetime.combine(since, time(), tzinfo=zone)
    sent = Delivery.objects.within(caller).filter(channel=Channel.EMAIL, sent_at__gte=begins)
    told = MailEvent.objects.within(caller).filter(at__gte=begins)
    of_sent = sent.annotate(week=TruncWeek("sent_at", tzinfo=zone)).values_list("week", "notification__kind")
    of_told = told.annotate(week=TruncWeek("at", tzinfo=zone)).values_list("week", "kind", "fact")
    counted = {(week.date(), kind, SENT): many for week, kind, many in of_sent.annotate(many=Count("id")).order_by()}
    for week, kind, fact, many in of_told.annotate(many=Count("delivery", distinct=True)).order_by():
        counted[week.date(), kind, fact] = many
    return counted


def _chart(fact: str, weeks: Sequence[date], counted: _Counted) -> WeekChart:
    totals: Counter[date] = Counter()
    for (week, _kind, what), many in counted.items():
        totals[week] += many if what == fact else 0
    values = [totals[week] for week in weeks]
    top = int(top_of(values, 2.0))
    names = [_("week of %(day)s") % {"day": date_format(week, "DATE_FORMAT")} for week in weeks]
    shown = [str(value) for value in values]
    return WeekChart(
        title=_titles()[fact],
        whole=str(sum(values)),
        points=[Point(*each) for each in zip(names, shown, bars(values, top), strict=True)],
        scale=[str(top), str(top // 2) if top % 2 == 0 else "", "0"],
        ticks=[date_format(weeks[0], "MONTH_DAY_FORMAT"), date_format(weeks[-1], "MONTH_DAY_FORMAT")],
        summary="; ".join(f"{name}: {value}" for name, value in zip(names, shown, strict=True)),
    )


def _by_kind(counted: _Counted) -> list[KindFigures]:
    totals: Counter[tuple[str, str]] = Counter()
    for (_week, kind, fact), many in counted.items():
        totals[kind, fact] += many
    kinds = registry.notification_kinds()
    found = [
        KindFigures(
            label=str(kinds[code].label),
            icon=kinds[code].icon,
            sent=totals[code, SENT],
            opened=_share(totals[code, MailFact.OPENED], totals[code, SENT]),
            clicked=_share(totals[code, MailFact.CLICKED], totals[code, SENT]),
            bounced=totals[code, MailFact.BOUNCED],
            complained=totals[code, MailFact.COMPLAINED],
        )
        for code in {code for code, _fact in totals} & kinds.keys()
    ]
    return sorted(found, key=lambda row: (-row.sent, row.label))


def _share(part: int, whole: int) -> int | None:
    return min(100, round(100 * part / whole)) if whole else None


def _titles() -> dict[str, str]:
    return {
        SENT: _("Mails sent"),
        MailFact.OPENED: _("Mails opened"),
        MailFact.CLICKED: _("Mails whose link was followed"),
        MailFact.BOUNCED: _("Mails that came back"),
    }
