from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import MenuEntry

MENU = [
    MenuEntry(_("My events"), "events:organise", "megaphone", "events.edit", order=12, on_phone_bar=True),
]
