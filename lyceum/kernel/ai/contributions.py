from django.utils.translation import gettext_lazy as _

from lyceum.kernel.ai.queries.measures import measures
from lyceum.kernel.foundation.rules.contribution import (
    Contributions,
    MenuEntry,
    Permission,
    PersonalRecords,
    PrivacyClass,
)
from lyceum.kernel.foundation.rules.roles import GOVERNORS

_CALL = (
    "id created_at organisation question_id attempt person task prompt prompt_version vendor model is_shared outcome "
    "fault detail tokens_in tokens_out cost milliseconds first_word_milliseconds"
).split()
_LINK = (
    "id created_at organisation position vendor model embedding_model embedding_languages address price_in price_out"
).split()
_ALLOWANCE = "id created_at organisation monthly_dollars daily_questions".split()
_METER = "id vendor task outcome calls tokens_in tokens_out dollars seconds first_word_seconds first_words".split()
_TECHNICAL, _SECRET, _NONE = PrivacyClass.TECHNICAL, PrivacyClass.SECRET, PrivacyClass.NONE

contributions = Contributions(
    permissions=[Permission("ai.configure", _("Choose the AI models, and see what they cost"), GOVERNORS)],
    menu=[
        MenuEntry(_("Artificial intelligence"), "ai:overview", "sparkles", "ai.configure", order=85, section="manage")
    ],
    measures=measures,
    facts={
        "ai.link_added": _("Added an AI model"),
        "ai.link_changed": _("Changed an AI model"),
        "ai.link_moved": _("Changed the order of the AI models"),
        "ai.link_removed": _("Removed an AI model"),
        "ai.allowance_set": _("Changed the limits of AI"),
    },
    personal=[
        PersonalRecords(
            "ai.Call",
            dict.fromkeys(_CALL, _TECHNICAL),
            owner="person",
            on_erasure="blank",
            what=_(
                "When you asked an AI model something, for what, and what it cost. Never what was said. "
                "Kept for about a year."
            ),
        ),
        PersonalRecords(
            "ai.Link",
            dict.fromkeys(_LINK, _NONE) | {"key": _SECRET},
            on_erasure="keep",
            kept_because=_("The key to an AI model is the organisation's."),
        ),
        PersonalRecords("ai.Allowance", dict.fromkeys(_ALLOWANCE, _NONE)),
        PersonalRecords("ai.Breaker", dict.fromkeys("digest failures open_until probed_until".split(), _NONE)),
        PersonalRecords("ai.Meter", dict.fromkeys(_METER, _NONE)),
    ],
)
