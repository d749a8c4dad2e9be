from django.forms import BaseForm

from lyceum.kernel.foundation.rules.refusal import Refusal


def refused(form: BaseForm, refusal: Refusal) -> None:
    """Shows an action's "no" where it belongs: beside the fields that it names, otherwise above the form."""
    for name, messages in refusal.fields.items():
        form.add_error(name if name in form.fields else None, [str(message) for message in messages])
    if not refusal.fields:
        form.add_error(None, str(refusal.message))
