from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.interface.organise.event_forms import SectionForm
from lyceum.domains.events.interface.organise.fields import MomentField, PriceField, set_currency, set_zone
from lyceum.domains.events.interface.organise.words import CURRENCIES
from lyceum.domains.events.models import Event
from lyceum.kernel.billing.queries.payment_method import Method

NEVER = "never"
UNTIL = [
    (NEVER, gettext_lazy("No refunds")),
    ("0", gettext_lazy("Until it begins")),
    ("24", gettext_lazy("Until the day before")),
    ("72", gettext_lazy("Until 3 days before")),
    ("168", gettext_lazy("Until a week before")),
    ("336", gettext_lazy("Until two weeks before")),
    ("720", gettext_lazy("Until 30 days before")),
]


class SaleForm(SectionForm):
    """When and how it is sold, and what a buyer gets back."""

    sales_from = MomentField(label=gettext_lazy("Sale opens"), required=False)
    sales_until = MomentField(label=gettext_lazy("Sale closes"), required=False)
    max_per_order = forms.IntegerField(label=gettext_lazy("Tickets per order, at most"), min_value=1, max_value=100)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=CURRENCIES)
    methods = forms.MultipleChoiceField(
        label=gettext_lazy("Ways to pay"), required=False, widget=forms.CheckboxSelectMultiple
    )
    refunds = forms.ChoiceField(label=gettext_lazy("Refunds by the buyer"), choices=UNTIL)
    refund_percent = forms.IntegerField(label=gettext_lazy("Part of the price, in %"), min_value=0, max_value=100)
    refund_fee = PriceField(label=gettext_lazy("Less, per ticket"), required=False)
    may_transfer = forms.BooleanField(label=gettext_lazy("A ticket may be handed on"), required=False)
    changes_until = MomentField(
        label=gettext_lazy("Names and answers until"),
        required=False,
        help_text=gettext_lazy(
            "Buyers fill in who comes, and answer your questions, until then. Empty: until it begins."
        ),
    )
    needs_names = forms.BooleanField(
        label=gettext_lazy("Nobody comes in without a name on the ticket"),
        required=False,
        help_text=gettext_lazy("Who has not said by then who comes is reminded three days before."),
    )
    has_waiting_list = forms.BooleanField(
        label=gettext_lazy("A waiting list opens when it is sold out"), required=False
    )

    def __init__(self, event: Event, methods: list[Method], *args: Any, **kwargs: Any) -> None:
        super().__init__(event, *args, **kwargs)
        set_zone(self, event.time_zone)
        set_currency(self, event.currency)
        field, refunds = self.fields["methods"], self.fields["refunds"]
        assert isinstance(field, forms.MultipleChoiceField)
        assert isinstance(refunds, forms.ChoiceField)
        field.choices = [(method.code, method.name) for method in methods]
        hours = event.refund_until_hours
        if hours is not None and f"{hours}" not in dict(UNTIL):
            refunds.choices = [*UNTIL, (f"{hours}", _("Until %(hours)s hours before") % {"hours": hours})]

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        refunds = asked.get("refunds", NEVER)
        asked["refund_until_hours"] = None if refunds == NEVER else int(refunds)
        asked["refund_fee"] = asked.get("refund_fee") or 0
        return asked


def sale_begun(event: Event) -> dict[str, Any]:
    names = ("edition", "sales_from", "sales_until", "max_per_order", "currency", "refund_percent", "refund_fee")
    more = ("may_transfer", "has_waiting_list", "methods", "changes_until", "needs_names")
    hours = event.refund_until_hours
    return {name: getattr(event, name) for name in (*names, *more)} | {
        "refunds": NEVER if hours is None else f"{hours}"
    }
