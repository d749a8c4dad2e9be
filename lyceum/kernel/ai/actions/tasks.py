"""Where a domain declares what it asks of models, and finds the words that it and the gateway share."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.ai.rules.event import Done, Event, Fault, Interrupted, Outcome, Words
from lyceum.kernel.ai.rules.prompt import Prompt, Turn
from lyceum.kernel.ai.rules.prompt import declare as declare_prompt
from lyceum.kernel.ai.rules.task import Task, WhenCapped
from lyceum.kernel.ai.rules.task import declare as declare_task

__all__ = [
    "EMBED",
    "SAY_HELLO",
    "TRY",
    "Done",
    "Event",
    "Fault",
    "Interrupted",
    "Outcome",
    "Prompt",
    "Task",
    "Turn",
    "WhenCapped",
    "Words",
    "declare_prompt",
    "declare_task",
]

EMBED = declare_task(Task("ai.embed", _("Making texts comparable"), most_tokens=0))
TRY = declare_task(
    Task("ai.try", _("Trying the chain"), when_capped=WhenCapped.REFUSE, most_tokens=60, total_seconds=20)
)
SAY_HELLO = declare_prompt(
    Prompt("ai.say_hello", 1, "You are being tested. Answer in {language}, in one short friendly sentence.")
)
