"""What this room itself asks of models, and the words in which a domain asks."""

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.ai.rules import prompt, task
from lyceum.kernel.ai.rules.event import Done, Event, Interrupted, Outcome, Words
from lyceum.kernel.ai.rules.prompt import Prompt, Turn
from lyceum.kernel.ai.rules.task import Task, WhenCapped

__all__ = [
    "Done",
    "Event",
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
declare_task, declare_prompt = task.declare, prompt.declare

EMBED = task.declare(Task("ai.embed", _("Making texts comparable"), most_tokens=0))
TRY = task.declare(
    Task("ai.try", _("Trying the chain"), when_capped=WhenCapped.REFUSE, most_tokens=60, total_seconds=20)
)
SAY_HELLO = prompt.declare(
    Prompt("ai.say_hello", 1, "You are being tested. Answer in {language}, in one short friendly sentence.")
)
