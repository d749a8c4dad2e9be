"""A plan as its fields say it: the drawing beside them is made of these, and changes nothing else."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.actions.seat_plan import MOST_SECTIONS, PlanText, SectionText
from lyceum.domains.events.models import Place, SeatPlan, SectionKind
from lyceum.domains.events.rules.seat_drawing import LIMITS, Shape
from lyceum.domains.events.rules.seat_naming import keys_typed
from lyceum.kernel.foundation.rules.identifier import new_identifier

NUMBERINGS = [
    ("left", _("1, 2, 3 … from the left")),
    ("right", _("1, 2, 3 … from the right")),
    ("odd_left", _("From the middle: odd at the left, even at the right")),
    ("even_left", _("From the middle: even at the left, odd at the right")),
]
_WORDS = {
    SectionKind.ROWS: {"rows": _("Rows"), "seats": _("Seats in the first row"), "first_row": _("First row")},
    SectionKind.TABLES: {"rows": _("Tables"), "seats": _("Seats at each"), "first_row": _("First table")},
    SectionKind.FREE: {"rows": _("Depth (in rows)"), "seats": _("Width (in seats)")},
}
_FIELDS = {
    SectionKind.ROWS: "rows seats x y turn curve grow aisles first_row numbering left_out accessible",
    SectionKind.TABLES: "rows seats x y turn across is_long first_row left_out accessible",
    SectionKind.FREE: "rows seats x y turn",
}
_LISTS = ("left_out", "accessible")


def _number(label: Any, name: str, **more: Any) -> forms.IntegerField:
    low, high = LIMITS[name]
    return forms.IntegerField(label=label, min_value=low, max_value=high, **more)


class SectionForm(forms.Form):
    """Fields that its kind does not need are not there, and stay as a shape has them by itself."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=SectionKind.choices, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=60)
    rows = _number(_("Rows"), "rows")
    seats = _number(_("Seats"), "seats")
    x = _number(_("Right of the middle"), "x")
    y = _number(_("Away from the stage"), "y")
    turn = _number(_("Turned (degrees)"), "turn")
    curve = _number(_("Bend around the stage (0 to 100)"), "curve")
    grow = _number(_("More seats in each row behind"), "grow")
    aisles = forms.CharField(label=_("Ways after seats"), required=False, max_length=60)
    first_row = forms.CharField(label=_("First row"), max_length=3)
    numbering = forms.ChoiceField(label=_("Seats are numbered"), choices=NUMBERINGS)
    across = _number(_("Tables beside one another"), "across")
    is_long = forms.BooleanField(label=_("Long tables"), required=False)
    left_out = forms.CharField(label=_("Seats that are not there"), required=False, max_length=2000)
    accessible = forms.CharField(label=_("Places for wheelchairs"), required=False, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self["kind"].value()
        self.shown_kind = SectionKind(kind) if kind in SectionKind.values else SectionKind.ROWS
        for name in [*self.fields]:
            if name not in ("id", "kind", "name", *_FIELDS[self.shown_kind].split()):
                del self.fields[name]
        for name, label in _WORDS[self.shown_kind].items():
            self.fields[name].label = label

    def clean_aisles(self) -> tuple[int, ...]:
        words = str(self.cleaned_data["aisles"]).replace(",", " ").replace(";", " ").split()
        if not all(word.isascii() and word.isdigit() and len(word) < 4 for word in words):
            raise forms.ValidationError(_("Numbers of seats, such as 4 16."))
        return tuple(sorted({int(word) for word in words}))

    def clean_first_row(self) -> str:
        return str(self.cleaned_data["first_row"]).strip().upper()

    @property
    def text(self) -> SectionText:
        asked = dict(self.cleaned_data)
        for name in _LISTS:
            if name in asked:
                asked[name] = tuple(sorted(keys_typed(asked[name])))
        section_id, name = asked.pop("id"), asked.pop("name")
        return SectionText(section_id, name, Shape(**asked))


class PlanForm(forms.Form):
    """``edition``: 0 of one that is new."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=120)
    place_id = forms.ChoiceField(label=_("Place"), required=False)
    stage = forms.CharField(label=_("Written on the stage"), max_length=40, required=False)
    stage_width = forms.IntegerField(label=_("Width of the stage"), min_value=0, max_value=2000)
    best = forms.IntegerField(label=_("The best seats are this far from it"), min_value=0, max_value=3000)

    def __init__(self, places: list[Place], sent: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(sent, **kwargs)
        field = self.fields["place_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Any place")), *((f"{one.id}", one.name) for one in places)]
        begun = kwargs.get("initial", {}).get("sections", [])
        if sent is None:
            self.sections = [SectionForm(prefix=f"s{at}", initial=one) for at, one in enumerate(begun)]
        else:
            prefixes = [f"s{at}" for at in range(MOST_SECTIONS + 1) if f"s{at}-id" in sent]
            self.sections = [SectionForm(sent, prefix=prefix) for prefix in prefixes]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(one.is_valid() for one in self.sections)])

    @property
    def text(self) -> PlanText:
        asked = self.cleaned_data
        return PlanText(
            asked["name"],
            UUID(asked["place_id"]) if asked["place_id"] else None,
            asked["stage"],
            asked["stage_width"],
            asked["best"],
            tuple(one.text for one in self.sections),
        )

    def add_refusal(self, fields: Mapping[str, list[Any]]) -> None:
        """Each fault beside its field, in whichever section it is."""
        for name, faults in fields.items():
            prefix, _dash, inner = name.partition("-")
            form: forms.Form = self
            if inner and prefix[1:].isdigit() and int(prefix[1:]) < len(self.sections):
                form, name = self.sections[int(prefix[1:])], inner
            form.add_error(name if name in form.fields else None, [str(fault) for fault in faults])


def plan_begun(plan: SeatPlan) -> dict[str, Any]:
    sections = [
        section_begun(one.id, one.name, Shape.read(one.drawing | {"kind": one.kind}))
        for one in plan.sections.order_by("position", "id")
    ]
    begun = {"id": plan.id, "edition": plan.edition, "name": plan.name, "place_id": f"{plan.place_id or ''}"}
    return begun | plan.drawing | {"sections": sections}


def section_begun(section_id: UUID, name: str, shape: Shape) -> dict[str, Any]:
    begun: dict[str, Any] = {"id": section_id, "name": name, **shape.kept()}
    begun |= {side: round(begun[side]) for side in ("x", "y", "turn")}
    return begun | {name: " ".join(map(str, begun[name])) for name in ("aisles", *_LISTS)}


def new_section(kind: str, number: int, away: int) -> dict[str, Any]:
    """Behind what there is."""
    shapes = {
        SectionKind.TABLES: Shape("tables", rows=8, seats=6, first_row="1"),
        SectionKind.FREE: Shape("free", rows=5, seats=20),
    }
    shape = shapes.get(SectionKind(kind), Shape())
    names = {
        SectionKind.ROWS: _("Section %(n)s"),
        SectionKind.TABLES: _("Tables %(n)s"),
        SectionKind.FREE: _("Standing %(n)s"),
    }
    begun = section_begun(new_identifier(), str(names[SectionKind(kind)]) % {"n": number}, shape)
    return begun | {"y": away}
