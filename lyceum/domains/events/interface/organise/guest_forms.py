"""Inviting: one guest, or a list of them; and what is kept back for them."""

from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.actions.inviting import Guest
from lyceum.domains.events.models import Event, TicketKind
from lyceum.domains.events.rules.inviting import MOST_ROWS, MOST_TICKETS, Row, rows_in

LARGEST = 256 * 1024


class _OfTypeForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    type_id = forms.ChoiceField(label=gettext_lazy("Ticket"))
    is_kept_back = forms.BooleanField(label=gettext_lazy("From the places kept back"), required=False)

    def __init__(self, event: Event, keeps: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        kinds = event.ticket_types.filter(kind=TicketKind.TICKET).order_by("position", "id")
        self.fields["type_id"].choices = [(f"{one.id}", one.name) for one in kinds]  # type: ignore[attr-defined]  # a ChoiceField has them
        if not keeps:
            del self.fields["is_kept_back"]

    def guest(self, its_id: UUID, name: str, email: str, quantity: int) -> Guest:
        given = self.cleaned_data
        return Guest(its_id, name, email, UUID(given["type_id"]), quantity, bool(given.get("is_kept_back")))


class GuestForm(_OfTypeForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    quantity = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=MOST_TICKETS, initial=1)
    field_order = ("id", "name", "email", "type_id", "quantity", "is_kept_back")

    @property
    def one(self) -> Guest:
        given = self.cleaned_data
        return self.guest(given["id"], given["name"], given["email"], given["quantity"])


class GuestListForm(_OfTypeForm):
    """``id`` is the list's: sent again, nobody is invited twice."""

    rows = forms.CharField(
        label=gettext_lazy("The list"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": "Ada Lovelace; ada@example.org; 2"}),
        help_text=gettext_lazy("A line for each: name; e-mail; how many. As it comes out of a spreadsheet, too."),
    )
    file = forms.FileField(label=gettext_lazy("Or a CSV file"), required=False)
    field_order = ("id", "rows", "file", "type_id", "is_kept_back")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        text = str(given.get("rows") or "")
        if sent := given.get("file"):
            text = _text_of(sent)
        found = list(rows_in(text))
        if not found:
            raise forms.ValidationError(_("There is nobody in this list."))
        if len(found) > MOST_ROWS:
            raise forms.ValidationError(_("At most %(most)s guests at a time.") % {"most": MOST_ROWS})
        given["found"] = found
        return given

    @property
    def guests(self) -> list[tuple[Row, Guest]]:
        made = self.cleaned_data["id"]
        return [
            (row, self.guest(uuid5(made, f"{row.name};{row.email}"), row.name, row.email, row.quantity))
            for row in self.cleaned_data["found"]
        ]


class ReserveForm(forms.Form):
    places = forms.IntegerField(label=gettext_lazy("Places kept back"), min_value=0, max_value=1_000_000)


def _text_of(sent: Any) -> str:
    if sent.size > LARGEST:
        raise forms.ValidationError(_("This file is too large."))
    raw: bytes = sent.read()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise forms.ValidationError(_("This file is no text."))
