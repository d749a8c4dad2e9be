"""Figures and days in words that people read."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.kernel.foundation.rules.indicator import Theme, Unit
from lyceum.kernel.reporting.rules.period import Slot, Span

THEMES = {
    Theme.USAGE: gettext_lazy("Usage"),
    Theme.PROGRESS: gettext_lazy("Progress"),
    Theme.RESULTS: gettext_lazy("Results"),
    Theme.TIME: gettext_lazy("Time"),
    Theme.QUESTIONS: gettext_lazy("Questions"),
}
SPANS = {
    Span.WEEKS: gettext_lazy("4 weeks"),
    Span.TERM: gettext_lazy("A term"),
    Span.YEAR: gettext_lazy("A year"),
}


def said(value: float | None, unit: Unit) -> str:
    """``12``, ``83 %``, ``1 h 20``, ``2.4``; a dash where there is nothing."""
    if value is None:
        return "–"
    if unit is Unit.PERCENT:
        return _("%(number)s %%") % {"number": number_format(round(value), use_l10n=True)}
    if unit is Unit.SECONDS:
        return _time(round(value / 60))
    if unit is Unit.LEVEL:
        return number_format(value, 1)
    if value < 10 and round(value, 1) % 1:  # a share of a small sum, of one person
        return number_format(value, 1)
    return number_format(round(value), use_l10n=True, force_grouping=True)


def tick(slot: Slot, span: Span) -> str:
    """Short, below a chart."""
    return date_format(slot.begins, "N Y" if span is Span.YEAR else "j M")


def named(slot: Slot, span: Span) -> str:
    """Whole, in a table."""
    if span is Span.YEAR:
        return date_format(slot.begins, "F Y")
    if span is Span.TERM:
        return _("week of %(day)s") % {"day": date_format(slot.begins, "j F Y")}
    return date_format(slot.begins, "D j F Y")


def day_named(day: date) -> str:
    return date_format(day, "j F Y")


def _time(minutes: int) -> str:
    if minutes < 60:
        return _("%(minutes)s min") % {"minutes": minutes}
    return _("%(hours)s h %(minutes)s") % {"hours": minutes // 60, "minutes": f"{minutes % 60:02d}"}
