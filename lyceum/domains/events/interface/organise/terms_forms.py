"""Codes, questions and the team of one event."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.actions.question import QuestionText
from lyceum.domains.events.actions.voucher import MOST_AT_ONCE, VoucherText
from lyceum.domains.events.interface.organise.fields import MomentField, set_zone
from lyceum.domains.events.interface.organise.words import ASKED, CREW, EFFECTS
from lyceum.domains.events.models import Event, Question, Voucher, VoucherEffect
from lyceum.kernel.foundation.rules.money import Mistyped, plain, typed
from lyceum.kernel.identity.models import Membership


class OfTypesForm(forms.Form):
    """What concerns some tickets, or all of them."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    types = forms.MultipleChoiceField(
        label=gettext_lazy("For these tickets"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: for all."),
    )

    def __init__(self, event: Event, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        set_zone(self, event.time_zone)
        field = self.fields["types"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(f"{one.id}", one.name) for one in event.ticket_types.order_by("position", "id")]

    @property
    def type_ids(self) -> tuple[UUID, ...]:
        return tuple(UUID(one) for one in self.cleaned_data["types"])


class VoucherForm(OfTypesForm):
    """``value`` is a percentage or an amount, as the effect says. ``count``: more than one makes a batch."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=40)
    count = forms.IntegerField(
        label=gettext_lazy("How many codes"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=1,
        help_text=gettext_lazy("More than one: each begins with the code above, eight letters follow."),
    )
    note = forms.CharField(label=gettext_lazy("Note for the team"), max_length=120, required=False)
    effect = forms.ChoiceField(label=gettext_lazy("What it does"), choices=EFFECTS)
    value = forms.CharField(
        label=gettext_lazy("How much"), max_length=20, required=False, widget=forms.TextInput({"inputmode": "decimal"})
    )
    limit = forms.IntegerField(
        label=gettext_lazy("For so many tickets"),
        min_value=1,
        required=False,
        help_text=gettext_lazy("Empty: without end."),
    )
    valid_from = MomentField(label=gettext_lazy("Valid from"), required=False)
    valid_until = MomentField(label=gettext_lazy("Valid until"), required=False)
    unlocks_hidden = forms.BooleanField(label=gettext_lazy("Shows hidden tickets"), required=False)
    field_order = ("id", "code", "count", "effect", "value", "limit", "note", "types", "valid_from", "valid_until")

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        value, effect = str(asked.get("value") or "0"), asked.get("effect")
        if effect == VoucherEffect.PERCENT:
            number = value.rstrip(" %").strip()
            if number.isdecimal() and len(number) < 4:
                asked["value"] = int(number)
            else:
                self.add_error("value", _("A whole number from 0 to 100."))
        else:
            try:
                asked["value"] = typed(value, self.event.currency)
            except Mistyped:
                self.add_error("value", _("Enter an amount, such as 12.50."))
        return asked

    @property
    def text(self) -> VoucherText:
        names = set(VoucherText.__dataclass_fields__) - {"types"}
        return VoucherText(**{name: self.cleaned_data[name] for name in names}, types=self.type_ids)


class QuestionForm(OfTypesForm):
    text = forms.CharField(label=gettext_lazy("Question"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Answered by"), choices=ASKED)
    choices = forms.CharField(
        label=gettext_lazy("Answers to choose from"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "short"}),
        help_text=gettext_lazy("One a line."),
    )
    hint = forms.CharField(label=gettext_lazy("Hint"), max_length=200, required=False)
    is_required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)
    per_order = forms.BooleanField(label=gettext_lazy("Asked once of the buyer, not of each person"), required=False)
    field_order = ("id", "text", "kind", "choices", "hint", "is_required", "per_order", "types")

    @property
    def question(self) -> QuestionText:
        asked = self.cleaned_data
        names = ("text", "kind", "hint", "is_required", "per_order")
        choices = tuple(asked["choices"].splitlines())
        return QuestionText(**{name: asked[name] for name in names}, choices=choices, types=self.type_ids)


class CrewForm(forms.Form):
    person_id = forms.ChoiceField(label=gettext_lazy("Person"))
    role = forms.ChoiceField(label=gettext_lazy("Role at this event"), choices=CREW)

    def __init__(self, members: Iterable[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose…")), *((f"{one.person_id}", f"{one.person}") for one in members)]


def voucher_begun(voucher: Voucher) -> dict[str, Any]:
    names = ("id", "code", "note", "effect", "limit", "valid_from", "valid_until", "unlocks_hidden")
    value = voucher.value
    shown = f"{value}" if voucher.effect == VoucherEffect.PERCENT else plain(value, voucher.event.currency)
    begun = {name: getattr(voucher, name) for name in names}
    return begun | {"value": shown, "types": [f"{one}" for one in voucher.types], "count": 1}


def question_begun(question: Question) -> dict[str, Any]:
    names = ("id", "text", "kind", "hint", "is_required", "per_order")
    begun = {name: getattr(question, name) for name in names}
    return begun | {"choices": "\n".join(question.choices), "types": [f"{one}" for one in question.types]}
