"""One form for each kind of question: lines of text, rows of choices, rows of pairs."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from lyceum.domains.learning.rules import gaps
from lyceum.domains.learning.rules.item import Choice, Content, Kind

KINDS = {
    Kind.SHORT: _("Short answer"),
    Kind.CHOICE: _("Choices"),
    Kind.TRUTH: _("True or false"),
    Kind.CLOZE: _("Gaps to fill"),
    Kind.NUMBER: _("Number"),
    Kind.DEFINITION: _("Definition"),
    Kind.ORDERING: _("To put in order"),
    Kind.MATCHING: _("Pairs"),
}
ABOUT = {
    Kind.SHORT: _("A word or a few. Accents, capitals and a slip of the finger are forgiven."),
    Kind.CHOICE: _("One or several right ones among others that tempt."),
    Kind.TRUTH: _("A statement to judge."),
    Kind.CLOZE: _("A sentence from which words are missing."),
    Kind.NUMBER: _("A number, with its unit if it has one: 1,5 km is 1500 m."),
    Kind.DEFINITION: _("In their own words; they compare with yours and judge themselves."),
    Kind.ORDERING: _("Stages, dates, sizes: what comes before what."),
    Kind.MATCHING: _("What belongs together."),
}
_ROWS = {Kind.CHOICE: 6, Kind.TRUTH: 2, Kind.MATCHING: 6}
_SPARE, _MOST = 2, 12
_LINES = {Kind.SHORT, Kind.NUMBER, Kind.DEFINITION}


def _area(label: Any, rows: int, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": rows, "class": "short"})
    )


class ItemForm(forms.Form):
    """``edition``: the one that was seen. What a kind does not need is not asked."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    prompt = _area(_("Question"), 2, required=True)
    answers = _area(_("Accepted answers, one a line, the best first"), 2, required=True)
    tolerance = forms.FloatField(label=_("Give or take"), min_value=0, required=False)
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)
    sequence = _area(_("In the right order, one a line"), 4, required=True)
    explanation = _area(_("Explanation, shown after the answer"), 1)
    hints = _area(_("Hints, one a line, the smallest first"), 1)

    def __init__(self, kind: Kind, *args: Any, rows: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        data = args[0] if args else None
        count = rows or _ROWS.get(kind, 0)
        if data:
            count = min(max(count, sum(name.startswith(("choice_", "left_")) for name in data)), _MOST)
        for name in self._unasked():
            del self.fields[name]
        self.numbers = list(range(count))
        for number in self.numbers:
            self.fields |= self._row(number)
        if kind == Kind.CLOZE:
            self.fields["prompt"].label = _("Text, the missing words in [brackets]")
            self.fields["prompt"].help_text = _("Several are accepted: the [capital|chief town].")

    @property
    def rows(self) -> Iterator[list[BoundField]]:
        """The fields of each choice or pair."""
        for number in self.numbers:
            yield [self[name] for name in self._row(number)]

    @property
    def content(self) -> Content:
        asked = self.cleaned_data
        prompt, missing = asked["prompt"].strip(), ()
        if self.kind == Kind.CLOZE:
            prompt, missing = gaps.read(prompt)  # type: ignore[assignment]
        return Content(
            kind=self.kind,
            prompt=prompt,
            answers=_lines(asked.get("answers", "")),
            gaps=missing,
            choices=tuple(self._choices()),
            sequence=_lines(asked.get("sequence", "")),
            pairs=tuple(self._pairs()),
            tolerance=asked.get("tolerance") or 0.0,
            unit=asked.get("unit", "").strip(),
            explanation=asked["explanation"].strip(),
            hints=_lines(asked["hints"]),
        )

    def _unasked(self) -> Iterator[str]:
        if self.kind not in _LINES:
            yield "answers"
        if self.kind != Kind.NUMBER:
            yield from ("tolerance", "unit")
        if self.kind != Kind.ORDERING:
            yield "sequence"

    def _row(self, number: int) -> dict[str, forms.Field]:
        at = {"number": number + 1}
        text = {"required": False, "max_length": 1000}
        if self.kind == Kind.MATCHING:
            left = forms.CharField(label=_("Left of pair %(number)s") % at, **text)  # type: ignore[arg-type]
            right = forms.CharField(label=_("Right of pair %(number)s") % at, **text)  # type: ignore[arg-type]
            return {f"left_{number}": left, f"right_{number}": right}
        return {
            f"is_right_{number}": forms.BooleanField(label=_("Choice %(number)s is right") % at, required=False),
            f"choice_{number}": forms.CharField(label=_("Choice %(number)s") % at, **text),  # type: ignore[arg-type]
            f"feedback_{number}": forms.CharField(
                label=_("What to say of choice %(number)s") % at,
                widget=forms.TextInput(attrs={"placeholder": _("What to say of it, if anything")}),
                **text,  # type: ignore[arg-type]
            ),
        }

    def _choices(self) -> Iterator[Choice]:
        if self.kind in (Kind.CHOICE, Kind.TRUTH):
            asked = self.cleaned_data
            for number in self.numbers:
                text = asked[f"choice_{number}"].strip()
                if text:
                    yield Choice(text, asked[f"is_right_{number}"], asked[f"feedback_{number}"].strip())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        if self.kind == Kind.MATCHING:
            for number in self.numbers:
                left, right = (self.cleaned_data[f"{side}_{number}"].strip() for side in ("left", "right"))
                if left and right:
                    yield left, right


def rows_of(content: Content) -> int:
    """As many as it has, and some to add; the two of true or false stay two."""
    held = len(content.choices) + len(content.pairs)
    spare = _SPARE if content.kind in (Kind.CHOICE, Kind.MATCHING) else 0
    return min(max(held + spare, 2), _MOST) if held else _ROWS.get(content.kind, 0)


def item_begun(content: Content) -> dict[str, Any]:
    """What the form shows of a question that exists."""
    is_cloze = content.kind == Kind.CLOZE
    shown: dict[str, Any] = {
        "prompt": gaps.written(content.prompt, content.gaps) if is_cloze else content.prompt,
        "answers": "\n".join(content.answers),
        "tolerance": content.tolerance or None,
        "unit": content.unit,
        "sequence": "\n".join(content.sequence),
        "explanation": content.explanation,
        "hints": "\n".join(content.hints),
    }
    for number, choice in enumerate(content.choices):
        shown |= {
            f"choice_{number}": choice.text,
            f"is_right_{number}": choice.is_right,
            f"feedback_{number}": choice.feedback,
        }
    for number, (left, right) in enumerate(content.pairs):
        shown |= {f"left_{number}": left, f"right_{number}": right}
    return shown


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
