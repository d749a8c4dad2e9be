"""What the tutor is told to be, and what it says by itself."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.learning.actions.citing import Cited
from lyceum.domains.learning.models import Exchange
from lyceum.kernel.ai.actions.tasks import Prompt, Task, WhenCapped, declare_prompt, declare_task

TASK = declare_task(
    Task("learning.tutor", gettext_lazy("Answers of the tutor"), when_capped=WhenCapped.WITHOUT_MODEL, most_tokens=700)
)
PROMPT = declare_prompt(
    Prompt(
        "learning.tutor",
        1,
        "You are the tutor of a student of level «{level}». The teacher’s objectives: {objectives}. Answer in the "
        "student’s language, in at most 120 words, from these passages of the teacher’s documents alone:\n\n{passages}"
        "\n\nQuote the exact words on which you rely between « and », letter by letter. What the passages do not say, "
        "you do not know: say so. Kind of answer allowed: {answering}. The student is working on this question now "
        "(- if none); never give its answer, lead them to it: {open}",
    )
)
NOT_COVERED = gettext_lazy("Your course does not seem to speak of this. You can pass the question on to your teacher.")


def whom_to_turn_to() -> str:
    return _(
        "What you write matters more than any lesson. An adult of your school has been told and will speak with you. "
        "If you or somebody else is in danger now, call 112. In France: 3114 (day and night), 119 (children in "
        "danger), 3018 (harassment)."
    )


def said_of(exchange: Exchange) -> tuple[Cited, ...]:
    """The citations of an exchange that was kept."""
    return tuple(Cited(**kept) for kept in exchange.citations)
