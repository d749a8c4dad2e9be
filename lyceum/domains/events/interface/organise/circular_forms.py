from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lyceum.domains.events.actions.circular import LONGEST_SUBJECT, LONGEST_TEXT, CircularText
from lyceum.domains.events.models import OrderState, TicketType
from lyceum.domains.events.queries.segment import Segment

STATES = [(OrderState.PAID, _("who have tickets")), (OrderState.PLACED, _("who have ordered and not paid yet"))]
CAME = [("", _("whether they were let in or not")), ("yes", _("who were let in")), ("no", _("who were not let in yet"))]
ACCOUNT = [("", _("with and without an account")), ("yes", _("with an account")), ("no", _("without an account"))]


class SegmentForm(forms.Form):
    """Whom it goes to."""

    state = forms.ChoiceField(label=_("To those"), choices=STATES, initial=OrderState.PAID)
    types = forms.MultipleChoiceField(
        label=_("With these tickets"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: with any."),
    )
    came = forms.ChoiceField(label=_("At the door"), choices=CAME, required=False)
    account = forms.ChoiceField(label=_("Account"), choices=ACCOUNT, required=False)
    is_change = forms.BooleanField(
        label=_("It tells of a change of the event itself"),
        help_text=_("Such as another hour or hall. It also goes to those who want no letters."),
        required=False,
    )

    def __init__(self, types: Iterable[TicketType], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["types"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(f"{one.id}", one.name) for one in types]

    @property
    def segment(self) -> Segment:
        asked = self.cleaned_data
        return Segment(asked["state"], tuple(map(UUID, asked["types"])), asked["came"], asked["account"])


class CircularForm(SegmentForm):
    id = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(label=pgettext_lazy("of a letter", "Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=_("Letter"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("Plain words; an empty line begins a paragraph. The greeting and a link to the tickets are added."),
    )

    @property
    def written(self) -> CircularText:
        asked = self.cleaned_data
        return CircularText(asked["subject"], asked["text"], asked["is_change"], self.segment)
