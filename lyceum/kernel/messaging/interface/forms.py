from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.actions.writing import LONGEST_BODY, LONGEST_TITLE, NoticeText
from lyceum.kernel.messaging.models import Notice
from lyceum.kernel.messaging.queries.audience import audience_choices


class NoticeForm(forms.Form):
    """``id`` is made with the empty form, so that sending it twice writes one notice."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    body = forms.CharField(label=_("Text"), max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 12}))
    groups = forms.MultipleChoiceField(label=_("Groups"), required=False, widget=forms.CheckboxSelectMultiple)
    roles = forms.MultipleChoiceField(label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple)
    pinned = forms.BooleanField(label=_("Keep it at the top of the board"), required=False)
    publish_at = forms.DateTimeField(
        label=_("Publish later"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, caller: Caller, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups, roles = audience_choices(caller)
        self._choices("groups").choices = [(choice.mark, choice.label) for choice in groups]
        self._choices("roles").choices = [(choice.mark, choice.label) for choice in roles]

    @property
    def text(self) -> NoticeText:
        asked = self.cleaned_data
        audience = Audience.of([*asked["groups"], *asked["roles"]])
        return NoticeText(asked["title"], asked["body"], audience, asked["pinned"])

    def _choices(self, name: str) -> forms.MultipleChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        return field


def begun(notice: Notice) -> dict[str, Any]:
    """What the form shows of a notice that exists."""
    names = ("id", "title", "body", "pinned", "publish_at")
    return {name: getattr(notice, name) for name in names} | {"groups": notice.audience, "roles": notice.audience}
