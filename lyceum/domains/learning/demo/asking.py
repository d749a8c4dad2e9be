"""Questions to the tutor over the weeks, some passed on to the teacher, some of those replied to."""

from collections.abc import Iterable
from typing import Any

from lyceum.domains.learning.actions.asking import Asking, Piece, ask_tutor
from lyceum.domains.learning.actions.replying import pass_on, reply
from lyceum.domains.learning.demo.building import steps_in_order
from lyceum.domains.learning.demo.script import PathScript, QuestionScript
from lyceum.domains.learning.models import Exchange, Path
from lyceum.kernel.foundation.rules.identifier import new_identifier


def ask(cast: Any, script: PathScript, path: Path) -> None:
    steps = steps_in_order(path)
    for number, question in enumerate(script.asked):
        step_id = steps[question.step - 1].id if question.step else None
        with cast.acting(question.days, hour=14 + number % 4, minute=number * 13 % 60):
            student = cast.caller(question.who, script.slug)
            asking = Asking(new_identifier(), path.id, question.question, step_id)
            exchange = _kept(ask_tutor(student, asking))
            if question.passed_on:
                pass_on(student, exchange.id)
        if question.reply:
            _reply(cast, script, question, exchange)


def _reply(cast: Any, script: PathScript, question: QuestionScript, exchange: Exchange) -> None:
    with cast.acting(question.reply_days, hour=12, minute=40):
        reply(cast.caller(script.teacher, script.slug), exchange.id, question.reply.strip())


def _kept(pieces: Iterable[Piece]) -> Exchange:
    """The last piece of an answer holds what was kept of it."""
    *_, last = pieces
    assert last.exchange
    return last.exchange
