"""Plans, and what they limit, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lyceum.kernel.billing.rules.plan import GIGABYTE, What


@dataclass(frozen=True, slots=True)
class Wording:
    name: Any
    text: Any
    icon: str


PLAN_WORDS = {
    "free": Wording(gettext_lazy("Free"), gettext_lazy("To begin with a few classes."), "leaf"),
    "school": Wording(gettext_lazy("School"), gettext_lazy("For a whole school with all its classes."), "house"),
    "institution": Wording(
        gettext_lazy("Institution"), gettext_lazy("For several sites, without counting people."), "building-2"
    ),
}
WHAT_WORDS = {
    What.STUDENTS: Wording(
        gettext_lazy("Students"), gettext_lazy("Each once, however many paths they follow; those invited too."), "users"
    ),
    What.TEACHERS: Wording(gettext_lazy("Teachers"), gettext_lazy("Those invited too."), "graduation-cap"),
    What.PATHS: Wording(gettext_lazy("Learning paths"), gettext_lazy("Archived ones are not counted."), "map-pin"),
    What.STORAGE: Wording(gettext_lazy("Storage"), gettext_lazy("Documents and pictures."), "database"),
}


def amount(what: What, number: int | None) -> str:
    """``1,500``, ``2 GB``; no limit in words."""
    if number is None:
        return _("no limit")
    if what is not What.STORAGE:
        return number_format(number, use_l10n=True, force_grouping=True)
    size, places = number / GIGABYTE, 0 if number % GIGABYTE == 0 else 1
    if 0 < number < GIGABYTE / 10:
        return _("%(number)s MB") % {"number": number_format(number / 1024**2, 1)}
    return _("%(number)s GB") % {"number": number_format(size, places)}


def price(cents: int, currency: str) -> str:
    if not cents:
        return _("Free of charge")
    sign = {"EUR": "€"}.get(currency, currency)
    return _("%(amount)s %(sign)s a month") % {"amount": number_format(cents / 100, 2), "sign": sign}


def no_room(what: What, plan: str, limit: int) -> str:
    """Why nothing more is admitted, and what to do about it."""
    known = {"plan": PLAN_WORDS[plan].name, "limit": amount(what, limit)}
    reason = {
        What.STUDENTS: ngettext(
            "The plan “%(plan)s” has room for %(limit)s student, and that would be more.",
            "The plan “%(plan)s” has room for %(limit)s students, and that would be more.",
            limit,
        ),
        What.TEACHERS: ngettext(
            "The plan “%(plan)s” has room for %(limit)s teacher, and that would be more.",
            "The plan “%(plan)s” has room for %(limit)s teachers, and that would be more.",
            limit,
        ),
        What.PATHS: ngettext(
            "The plan “%(plan)s” has room for %(limit)s learning path, and that would be more.",
            "The plan “%(plan)s” has room for %(limit)s learning paths, and that would be more.",
            limit,
        ),
        What.STORAGE: _("The plan “%(plan)s” has room for %(limit)s of documents, and that would be more."),
    }[what] % known
    return f"{reason} {_WHAT_TO_DO[what]}"


_WHAT_TO_DO = {
    What.STUDENTS: gettext_lazy("Take out those who have left, or ask an owner for a larger plan."),
    What.TEACHERS: gettext_lazy("Take out those who have left, or ask an owner for a larger plan."),
    What.PATHS: gettext_lazy("Archive a path that is over, or ask an owner for a larger plan."),
    What.STORAGE: gettext_lazy("Delete some files, or ask an owner for a larger plan."),
}


def too_much(what: What, held: int, limit: int | None) -> str:
    """Why a plan cannot be chosen."""
    known = {"what": WHAT_WORDS[what].name, "held": amount(what, held), "limit": amount(what, limit)}
    return _("%(what)s: %(held)s used, room for %(limit)s.") % known
