"""Questions that a model drafts from the pages of a document, each with the words on which it stands, checked."""

from collections.abc import Iterator, Sequence
from typing import Literal

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field

from lyceum.domains.learning.models import Path
from lyceum.domains.learning.rules.drafting.page import Draft, PageText, Span
from lyceum.domains.learning.rules.item import Choice, Content, Kind, faults
from lyceum.kernel.ai.actions.drafting import draft
from lyceum.kernel.ai.actions.tasks import Prompt, Task, WhenCapped, declare_prompt, declare_task
from lyceum.kernel.ai.queries.chain import capabilities_of
from lyceum.kernel.foundation.rules.caller import Caller, Visitor

TASK = declare_task(
    Task("learning.draft_items", _("Drafts of questions"), repeatable=True, when_capped=WhenCapped.WITHOUT_MODEL)
)
PROMPT = declare_prompt(
    Prompt(
        "learning.draft_items",
        1,
        "You draft revision questions for students of level «{level}» in the language of the text, from one page of "
        "their course alone. Objectives of the teacher: {objectives}. Ask what is worth remembering, one thing at a "
        "time, so that the question can be understood without the page. `quote` is one sentence of the page, copied "
        "letter by letter, that holds the answer. Wrong choices are plausible and of the same kind as the right one. "
        "At most four questions; none where the page teaches nothing.",
    )
)
MOST_PAGES, SHORTEST_PAGE = 40, 200  # characters: a title page teaches nothing
WORTH = 0.95


class Question(BaseModel):
    kind: Literal["short", "choice", "definition"]
    prompt: str = Field(min_length=5, max_length=500)
    answer: str = Field(min_length=1, max_length=500)
    wrong: list[str] = Field(default_factory=list, max_length=5)
    quote: str


class Questions(BaseModel):
    questions: list[Question] = Field(default_factory=list, max_length=4)


def generated(caller: Caller | Visitor, path: Path, pages: Sequence[PageText]) -> Iterator[Draft]:
    """Nothing where no model writes. What does not stand on the page word for word is dropped."""
    if caller.organisation_id is None or not capabilities_of(caller.organisation_id).generates:
        return
    parts = {"level": path.level or "-", "objectives": path.objectives[:1000] or "-"}
    for page in [page for page in pages if len(page.text) >= SHORTEST_PAGE][:MOST_PAGES]:
        told = draft(caller, TASK, PROMPT, Questions, page.text[:8000], parts)
        for question in told.questions if told else ():
            if found := _checked(question, page):
                yield found


def _checked(question: Question, page: PageText) -> Draft | None:
    at = page.text.find(question.quote.strip())
    if at < 0 or len(question.quote.strip()) < 10:
        return None
    quote = question.quote.strip()
    content = _content(question)
    if any(faults(content)):
        return None
    return Draft(content, Span(page.number, at, at + len(quote), quote), WORTH)


def _content(question: Question) -> Content:
    if question.kind == "choice":
        wrong = [Choice(text, False) for text in dict.fromkeys(question.wrong) if text != question.answer]
        return Content(Kind.CHOICE, question.prompt, choices=(Choice(question.answer, True), *wrong))
    return Content(Kind(question.kind), question.prompt, answers=(question.answer,))
