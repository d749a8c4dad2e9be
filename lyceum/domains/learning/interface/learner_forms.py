from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.domains.learning.actions.learner import LONGEST, MINUTES, NEW, Profile
from lyceum.domains.learning.actions.replying import LONGEST as LONGEST_REPLY

_LINES = forms.Textarea(attrs={"rows": 3})


class LearnerForm(forms.Form):
    daily_minutes = forms.IntegerField(label=_("Minutes a day"), min_value=MINUTES[0], max_value=MINUTES[1])
    new_per_day = forms.IntegerField(label=_("New questions a day"), min_value=NEW[0], max_value=NEW[1])
    goals = forms.CharField(label=_("What you are working towards"), max_length=LONGEST, required=False, widget=_LINES)
    needs = forms.CharField(label=_("What helps you learn"), max_length=LONGEST, required=False, widget=_LINES)

    @property
    def profile(self) -> Profile:
        return Profile(**self.cleaned_data)


class ReplyForm(forms.Form):
    reply = forms.CharField(label=_("Your reply"), max_length=LONGEST_REPLY, widget=_LINES)
