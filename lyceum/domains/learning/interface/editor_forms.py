"""Forms around a path: an exam, another teacher, the tutor's policy."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.domains.learning.actions.exam import ExamText
from lyceum.domains.learning.actions.policy import MOST_HINTS, PolicyText
from lyceum.domains.learning.models import Exam, Path
from lyceum.domains.learning.queries.policy import policy_of
from lyceum.domains.learning.queries.workshop import teachers_to_invite
from lyceum.domains.learning.rules.pedagogy import Answering
from lyceum.kernel.foundation.rules.caller import Caller

ANSWERING = {
    Answering.HINT: _("A hint: where to look, what to remember"),
    Answering.QUESTION: _("A question back, that leads to the answer"),
    Answering.DEFINITION: _("What the course says, with its page"),
    Answering.EXAMPLE: _("A similar exercise, worked through"),
    Answering.FULL: _("The full answer, once no attempt is open"),
}


class ExamForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=120)
    held_on = forms.DateField(label=_("Held on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    steps = forms.MultipleChoiceField(label=_("What it covers"), required=False, widget=forms.CheckboxSelectMultiple)
    weight = forms.FloatField(
        label=_("Weight"), min_value=0.1, max_value=10, help_text=_("Against other exams; 1 is ordinary."), initial=1
    )

    def __init__(self, path: Path, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["steps"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(f"{step.id}", step.title) for step in path.steps.all()]

    @property
    def text(self) -> ExamText:
        asked = self.cleaned_data
        return ExamText(asked["title"], asked["held_on"], tuple(map(UUID, asked["steps"])), asked["weight"])


class TeacherForm(forms.Form):
    teacher_id = forms.ChoiceField(label=_("Teacher"))

    def __init__(self, caller: Caller, path: Path, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["teacher_id"]
        assert isinstance(field, forms.ChoiceField)
        members = teachers_to_invite(caller, path).select_related("person")[:500]
        field.choices = [("", _("Choose…")), *((f"{one.person_id}", f"{one.person}") for one in members)]

    @property
    def person_id(self) -> UUID:
        return UUID(self.cleaned_data["teacher_id"])


class PolicyForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    allowed = forms.MultipleChoiceField(
        label=_("Kinds of answer"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind.value, told) for kind, told in ANSWERING.items()],
    )
    hints_before_more = forms.IntegerField(
        label=_("Hints before anything more"),
        min_value=0,
        max_value=MOST_HINTS,
        help_text=_("While a student is trying a question."),
    )
    subjects = forms.CharField(
        label=_("Subjects it may also speak of"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
        help_text=_("One a line, beside what your documents say. None: the subject of the path."),
    )

    @property
    def text(self) -> PolicyText:
        asked = self.cleaned_data
        lines = tuple(line.strip() for line in asked["subjects"].splitlines() if line.strip())
        return PolicyText(frozenset(map(Answering, asked["allowed"])), asked["hints_before_more"], lines)


def exam_begun(exam: Exam) -> dict[str, Any]:
    shown = {name: getattr(exam, name) for name in ("id", "title", "held_on", "weight")}
    return shown | {"steps": [f"{one}" for one in exam.steps]}


def policy_begun(path: Path) -> dict[str, Any]:
    policy = policy_of(path)
    return {
        "edition": path.edition,
        "allowed": [kind.value for kind in policy.allowed],
        "hints_before_more": policy.hints_before_more,
        "subjects": "\n".join(path.policy.get("subjects", ())),
    }
