from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import Person
from lyceum.kernel.operations.announcements import OperatorAppointed


def appoint_operator(caller: Visitor, email: str) -> Person:
    """Asked at the machine's own terminal, by nobody who has signed in: whoever sits there runs the installation."""
    with transaction.atomic():
        person = Person.objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise NotFound(_("Nobody has signed up with this address."))
        person.is_operator = True
        person.save(update_fields=["is_operator"])
        announce(caller, OperatorAppointed(person.id))
    return person
