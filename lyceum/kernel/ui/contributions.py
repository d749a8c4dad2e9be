from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import Contributions, MenuEntry

contributions = Contributions(menu=[MenuEntry(_("Today"), "ui:today", "house", order=0, on_phone_bar=True)])
