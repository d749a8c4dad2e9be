from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Ways to reach a person. The centre is no delivery: it is read where it is written. Chat reaches a team's room."""

    IN_APP = "in_app", _("In Lyceum")
    EMAIL = "email", _("By e-mail")
    PUSH = "push", _("On your devices")
    SMS = "sms", _("By text message")
    CHAT = "chat", _("In a chat room")
