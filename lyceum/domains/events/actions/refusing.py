"""Why something cannot be sold, in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lyceum.domains.events.actions.hold_statement import Outcome
from lyceum.domains.events.rules.pricing import Unsellable
from lyceum.kernel.foundation.rules.money import shown
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, Refusal

_WORDS = {
    "nothing": _("Choose at least one ticket."),
    "not_on_sale": _("This event is not on sale."),
    "not_yet": _("The sale has not begun yet."),
    "over": _("The sale is over."),
    "hidden": _("This ticket is for those who have a code."),
    "unknown_type": _("This ticket is no longer on sale."),
    "addon_alone": _("This goes with a ticket: choose one as well."),
    "seats_needed": _("Choose a seat for each ticket."),
    "seats_gone": _("There are not so many seats left."),
    "voucher_unknown": _("This code is not known here."),
    "voucher_over": _("This code is no longer good."),
    "voucher_idle": _("This code is not for these tickets."),
}
_CLOSED = frozenset({"not_on_sale", "not_yet", "over", "seats_gone"})


def in_words(fault: Unsellable, currency: str, language: str) -> Refusal:
    if fault.reason == "below_floor":
        least = shown(fault.number, currency, language)
        return Invalid(_("Give at least %(amount)s.") % {"amount": least}, code=fault.reason)
    if fault.reason in ("too_many", "too_many_of"):
        said = ngettext(
            "At most %(count)s ticket in one order.", "At most %(count)s tickets in one order.", fault.number
        )
        return Invalid(_about(fault, said % {"count": fault.number}), code=fault.reason)
    if fault.reason == "too_few":
        said = ngettext("Take at least %(count)s.", "Take at least %(count)s.", fault.number)
        return Invalid(_about(fault, said % {"count": fault.number}), code=fault.reason)
    kind = Conflict if fault.reason in _CLOSED else Invalid
    return kind(_about(fault, str(_WORDS[fault.reason])), code=fault.reason)


def sold_out(outcome: Outcome) -> Refusal:
    if not outcome.turn:
        return Conflict(_("This offer has lapsed: the places have gone to the next in line."), code="lapsed")
    if not outcome.places:
        return Conflict(_("There are not so many places left."), code="sold_out")
    if not outcome.seats:
        return Conflict(_("Somebody has just taken one of these seats. Choose another."), code="seat_taken")
    return Conflict(_("This code has been used up meanwhile."), code="voucher_over")


def _about(fault: Unsellable, said: str) -> str:
    return f"{fault.about}: {said}" if fault.about else said
