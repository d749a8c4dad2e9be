from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.domains.learning.actions.path import LONGEST_NAME, LONGEST_OBJECTIVES, PathText
from lyceum.domains.learning.actions.step import StepText
from lyceum.domains.learning.models import Path, Step
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Refusal
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.queries.group import groups_for
from lyceum.kernel.identity.queries.membership import members_with_roles

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PathForm(forms.Form):
    """``id`` is made with the empty form, so that sending it twice makes one path; ``edition`` is the one seen."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    subject = forms.CharField(label=_("Subject"), max_length=80, required=False)
    level = forms.CharField(label=_("Level"), max_length=60, required=False)
    language = forms.ChoiceField(label=_("Language of the course"), choices=[("fr", _("French")), ("en", _("English"))])
    objectives = forms.CharField(
        label=_("Objectives"),
        max_length=LONGEST_OBJECTIVES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    groups = forms.MultipleChoiceField(label=_("Classes"), required=False, widget=forms.CheckboxSelectMultiple)
    students = forms.MultipleChoiceField(label=_("Students"), required=False, widget=forms.CheckboxSelectMultiple)
    begins_on = forms.DateField(label=_("From"), required=False, widget=_DAY)
    ends_on = forms.DateField(label=_("Until"), required=False, widget=_DAY)

    def __init__(self, caller: Caller, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(f"{group.id}", group.name) for group in groups_for(caller)]
        students = [(f"{m.person_id}", f"{m.person}") for m in members_with_roles(caller, [Role.STUDENT])[:2000]]
        for name, choices in (("groups", groups), ("students", students)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices

    @property
    def text(self) -> PathText:
        asked = self.cleaned_data
        audience = Audience(frozenset(map(UUID, asked["groups"])), person_ids=frozenset(map(UUID, asked["students"])))
        names = ("name", "objectives", "subject", "level", "language", "begins_on", "ends_on")
        return PathText(**{name: asked[name] for name in names}, audience=audience)


class StepForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Title"), max_length=160)
    objective = forms.CharField(label=_("What they will be able to do"), max_length=400, required=False)
    body = forms.CharField(
        label=_("Text"), max_length=40_000, required=False, widget=forms.Textarea(attrs={"rows": 10})
    )
    opens_on = forms.DateField(label=_("Opens on"), required=False, widget=_DAY)
    pass_mark = forms.IntegerField(label=_("Passed from (% known)"), min_value=0, max_value=100)
    requires = forms.MultipleChoiceField(
        label=_("After these steps"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, path: Path, step: Step | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        field = self.fields["requires"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(f"{one.id}", one.title) for one in path.steps.all() if step is None or one.id != step.id]

    @property
    def text(self) -> StepText:
        asked = self.cleaned_data
        step = self.step
        return StepText(
            title=asked["title"],
            objective=asked["objective"],
            body=asked["body"],
            opens_on=asked["opens_on"],
            pass_mark=asked["pass_mark"] / 100,
            requires=tuple(map(UUID, asked["requires"])),
            document_id=step.document_id if step else None,
            first_page=step.first_page if step else None,
            last_page=step.last_page if step else None,
            id=asked["id"],
        )


def path_begun(path: Path) -> dict[str, Any]:
    """What the form shows of a path that exists."""
    names = ("id", "edition", "name", "subject", "level", "language", "objectives", "begins_on", "ends_on")
    given = path.given_to
    shown = {name: getattr(path, name) for name in names}
    return shown | {"groups": [f"{g}" for g in given.group_ids], "students": [f"{p}" for p in given.person_ids]}


def step_begun(step: Step) -> dict[str, Any]:
    names = ("id", "edition", "title", "objective", "body", "opens_on")
    shown = {name: getattr(step, name) for name in names}
    return shown | {"pass_mark": round(100 * step.pass_mark), "requires": [f"{one}" for one in step.requires]}


def kept(form: forms.Form, act: Callable[[], object]) -> bool:
    """What the action refuses stands beside its field, and nothing that was typed is lost."""
    try:
        act()
    except Refusal as refusal:
        for field, faults in refusal.fields.items():
            form.add_error(field if field in form.fields else None, [str(fault) for fault in faults])
        if not refusal.fields:
            form.add_error(None, str(refusal.message))
        return False
    return True
