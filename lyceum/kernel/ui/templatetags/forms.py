"""How a Django form field looks: its widget with the design system's classes."""

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

_KINDS: tuple[tuple[type[forms.Widget] | tuple[type[forms.Widget], ...], str, str], ...] = (
    ((forms.RadioSelect,), "choices", ""),
    ((forms.CheckboxSelectMultiple,), "choices", ""),
    ((forms.CheckboxInput,), "checkbox", "checkbox"),
    ((forms.SelectMultiple, forms.Select), "select", "select"),
    ((forms.Textarea,), "textarea", "textarea"),
    ((forms.ClearableFileInput, forms.FileInput), "file", "file-input"),
    ((forms.PasswordInput,), "password", "input"),
)


def _look(field: BoundField) -> tuple[str, str]:
    for widgets, kind, look in _KINDS:
        if isinstance(field.field.widget, widgets):
            return kind, look
    return "input", "input"


@register.simple_tag
def widget_kind(field: BoundField) -> str:
    return _look(field)[0]


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The widget, with our class beside its own; Django adds aria-describedby and aria-invalid."""
    classes = f"{_look(field)[1]} {field.field.widget.attrs.get('class', '')}".strip()
    return field.as_widget(attrs={"class": classes} if classes else None)
