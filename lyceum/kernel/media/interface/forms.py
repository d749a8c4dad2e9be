from django import forms
from django.utils.translation import gettext_lazy as _


class PictureForm(forms.Form):
    """The file itself is examined by the action, by its contents."""

    file = forms.FileField(
        label=_("Picture"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
