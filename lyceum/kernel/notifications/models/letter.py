from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import EncryptedTextField, Identified
from lyceum.kernel.notifications.models.sending import Sending


class Letter(Sending, Identified):
    """A mail to an address: a sign-in code, an invitation. No ``person`` needs to stand behind it yet.

    Its words may open an account, so they are sealed, and blanked once they are sent. ``key`` makes a
    repeat harmless.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(max_length=254)
    key = models.CharField(max_length=160, unique=True)
    words = EncryptedTextField(null=True)
