"""How vendors and faults are called where people read them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.ai.rules.event import Fault, Outcome
from lyceum.kernel.ai.rules.vendor import Vendor

VENDORS: dict[str, Any] = {
    Vendor.OPENAI: "OpenAI",
    Vendor.ANTHROPIC: "Anthropic",
    Vendor.OLLAMA: "Ollama",
    Vendor.COMPATIBLE: _("Another server that speaks as OpenAI does"),
    Vendor.EMBEDDED: _("Without a model"),
}
SHORT: dict[str, Any] = {**VENDORS, Vendor.COMPATIBLE: _("Own server")}
FAULTS: dict[str, Any] = {
    Fault.REFUSED: _("It refuses the key, or the account behind it has no credit."),
    Fault.UNFIT: _("It cannot answer this: is the model's name right, is the address a public one?"),
    Fault.BUSY: _("It has too much to do, or you ask it too much."),
    Fault.DOWN: _("It cannot be reached, or has a problem of its own."),
    Fault.SLOW: _("It did not answer in time."),
    Fault.BROKEN: _("It answered something that cannot be read, or stopped in the middle."),
    Outcome.NO_MODEL: _("Key or address missing"),
    Outcome.CAPPED: _("A limit is reached, so that it was not asked."),
}
EMBEDDED = _("Always the last: quotes the right passages, and never pretends to write.")
