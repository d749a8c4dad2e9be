from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.actions.price_step import StepText
from lyceum.domains.events.actions.ticket_type import TypeText
from lyceum.domains.events.interface.organise.fields import (
    VAT_RATES,
    MomentField,
    PriceField,
    set_currency,
    set_zone,
)
from lyceum.domains.events.interface.organise.words import KINDS
from lyceum.domains.events.models import Event, TicketKind, TicketType

STEPS = 3  # early prices that the form offers


class TypeForm(forms.Form):
    """``places``: its own quota, when it is new. Early prices are the first rows, in their order."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    text = forms.CharField(label=gettext_lazy("What it includes"), max_length=300, required=False)
    price = PriceField(label=gettext_lazy("Price"), help_text=gettext_lazy("VAT included; 0 when it is free."))
    vat_rate = forms.TypedChoiceField(label=gettext_lazy("VAT"), coerce=int)
    places = forms.IntegerField(label=gettext_lazy("How many"), min_value=0, max_value=1_000_000, required=False)
    quota_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Counted by"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    addon_to_id = forms.ChoiceField(label=gettext_lazy("Bought along with"), required=False)
    is_free_price = forms.BooleanField(label=gettext_lazy("The buyer says how much"), required=False)
    floor = PriceField(label=gettext_lazy("At least"), required=False)
    sale_from = MomentField(label=gettext_lazy("On sale from"), required=False)
    sale_until = MomentField(label=gettext_lazy("On sale until"), required=False)
    minimum = forms.IntegerField(label=gettext_lazy("Per order, at least"), min_value=1, max_value=100, initial=1)
    maximum = forms.IntegerField(label=gettext_lazy("At most"), min_value=1, max_value=100, required=False)
    bundle = forms.IntegerField(label=gettext_lazy("Lets in (people)"), min_value=1, max_value=100, initial=1)
    is_hidden = forms.BooleanField(label=gettext_lazy("Hidden: shown to whoever has a code"), required=False)
    is_on_sale = forms.BooleanField(label=gettext_lazy("On sale"), required=False, initial=True)

    def __init__(self, event: Event, ticket_type: TicketType | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, STEPS + 1):
            self.fields[f"price_{number}"] = PriceField(label=_("Early price"), required=False)
            self.fields[f"until_{number}"] = MomentField(label=_("Until"), required=False)
            self.fields[f"first_{number}"] = forms.IntegerField(label=_("For the first"), min_value=1, required=False)
        set_zone(self, event.time_zone)
        set_currency(self, event.currency)
        others = [one for one in event.ticket_types.all() if ticket_type is None or one.id != ticket_type.id]
        tickets = [(f"{one.id}", one.name) for one in others if one.kind == TicketKind.TICKET]
        rate = ticket_type.vat_rate if ticket_type else 0
        rates = VAT_RATES if rate in VAT_RATES else {**VAT_RATES, rate: f"{rate / 100:g} %"}
        self._offer("vat_rate", list(rates.items()))
        self._offer("addon_to_id", [("", _("Any ticket")), *tickets])
        if ticket_type is None:
            self._offer("quota_ids", [(f"{one.id}", one.name) for one in event.quotas.order_by("name")])
        else:
            del self.fields["places"], self.fields["quota_ids"]

    @property
    def step_rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(self[f"price_{at}"], self[f"until_{at}"], self[f"first_{at}"]) for at in range(1, STEPS + 1)]

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        for number in range(1, STEPS + 1):
            price, until, first = (asked.get(f"{name}_{number}") for name in ("price", "until", "first"))
            if price is None and (until or first):
                self.add_error(f"price_{number}", _("At what price?"))
        if "places" in self.fields and asked.get("places") is None and not asked.get("quota_ids"):
            self.add_error("places", _("How many are there? Or choose what counts it."))
        return asked

    @property
    def type_text(self) -> TypeText:
        asked = {name: self.cleaned_data[name] for name in TypeText.__dataclass_fields__}
        is_addon, along = asked["kind"] == TicketKind.ADDON, asked["addon_to_id"]
        asked["addon_to_id"] = UUID(along) if is_addon and along else None
        return TypeText(**{**asked, "floor": asked["floor"] or 0})

    @property
    def steps(self) -> list[StepText]:
        asked = self.cleaned_data
        rows = [(asked[f"price_{at}"], asked[f"until_{at}"], asked[f"first_{at}"]) for at in range(1, STEPS + 1)]
        return [StepText(price, until=until, first=first) for price, until, first in rows if price is not None]

    @property
    def quotas(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data.get("quota_ids", ())]

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class QuotaForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    capacity = forms.IntegerField(label=gettext_lazy("How many"), min_value=0, max_value=1_000_000)
    types = forms.MultipleChoiceField(label=gettext_lazy("Counts"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, event: Event, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["types"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(f"{one.id}", one.name) for one in event.ticket_types.order_by("position", "id")]

    @property
    def type_ids(self) -> set[UUID]:
        return {UUID(one) for one in self.cleaned_data["types"]}


def type_begun(ticket_type: TicketType) -> dict[str, Any]:
    begun: dict[str, Any] = {name: getattr(ticket_type, name) for name in TypeText.__dataclass_fields__}
    for number, step in enumerate(ticket_type.price_steps.order_by("position", "id")[:STEPS], start=1):
        begun |= {f"price_{number}": step.price, f"until_{number}": step.until, f"first_{number}": step.first}
    return begun | {"id": ticket_type.id, "addon_to_id": f"{ticket_type.addon_to_id or ''}"}
