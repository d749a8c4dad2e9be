from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.models import EncryptedTextField, Tenant


class ChatApp(models.TextChoices):
    SLACK = "slack", "Slack"
    TEAMS = "teams", "Microsoft Teams"
    MATTERMOST = "mattermost", "Mattermost"


class ChatHook(Tenant):
    """A room of the organisation's own chat, which is told of some kinds. Its address lets anybody write there."""

    app = models.CharField(max_length=12, choices=ChatApp)
    name = models.CharField(_("name"), max_length=80)
    url: Any = EncryptedTextField()
    kinds: Any = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="en")
    stopped_at = models.DateTimeField(null=True, blank=True)  # the chat says that nobody is there any more

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="chat_hook_name_once")]

    def __str__(self) -> str:
        return self.name
