from django.forms import BaseForm

from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, Refusal, TooMany

# What the person can put right in the form; whoever may not do it at all is told so on a page of its own.
ANSWERABLE = (Invalid, Conflict, TooMany)


def refused(form: BaseForm, refusal: Refusal) -> None:
    """Shows an action's "no" where it belongs: beside the fields that it names, otherwise above the form."""
    for name, messages in refusal.fields.items():
        form.add_error(name if name in form.fields else None, [str(message) for message in messages])
    if not refusal.fields:
        form.add_error(None, str(refusal.message))
