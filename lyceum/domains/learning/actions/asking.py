"""The tutor: a student asks, rules decide, the documents answer, word for word."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions.citing import Cited, cite, cite_words
from lyceum.domains.learning.actions.tutoring import NOT_COVERED, PROMPT, TASK, said_of, whom_to_turn_to
from lyceum.domains.learning.announcements import AdultAlerted, QuestionAsked
from lyceum.domains.learning.models import Exchange, Item, Outcome, Path, Step
from lyceum.domains.learning.queries.path import studied_path
from lyceum.domains.learning.queries.policy import policy_of
from lyceum.domains.learning.rules.complexity import Complexity, complexity
from lyceum.domains.learning.rules.pedagogy import Answering, Decision, Policy, Situation, Verb, decide, review_answer
from lyceum.domains.learning.rules.quoting import Held, without_faults
from lyceum.domains.learning.rules.red_flags import alarm_at_end
from lyceum.kernel.ai.actions.asking import ask
from lyceum.kernel.ai.actions.tasks import Done, Interrupted, Words
from lyceum.kernel.ai.queries.chain import capabilities_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound
from lyceum.kernel.search.queries.answering import Answer, answer_sentences
from lyceum.kernel.search.queries.retrieval import Found

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Asking:
    """``item_id``: the question before the student, ``attempt_open`` as long as they have not answered it."""

    id: UUID
    path_id: UUID
    question: str
    step_id: UUID | None = None
    item_id: UUID | None = None
    attempt_open: bool = False
    hints_given: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the answer as it comes: ``text`` to add, or ``whole`` instead of all before, or the ``exchange`` kept."""

    text: str = ""
    whole: str | None = None
    citations: tuple[Cited, ...] = ()
    interrupted: bool = False
    exchange: Exchange | None = None


@dataclass(slots=True)
class _Turn:
    caller: Caller
    asking: Asking
    path: Path
    item: Item | None
    policy: Policy
    situation: Situation
    passages: Sequence[Found]
    quoted: Answer
    outcome: str = Outcome.UNCOVERED
    answer: str = ""
    provider: str = ""
    citations: list[Cited] = field(default_factory=list)


def ask_tutor(caller: Caller, asking: Asking) -> Iterator[Piece]:
    """The answer as it comes; the last piece holds the exchange that was kept. A repeat tells the kept one again.

    Outside any transaction: a model may be asked. Raises Invalid, NotFound, NotAllowed, TooMany before the first piece.
    """
    question = asking.question.strip()
    if not 0 < len(question) <= LONGEST:
        raise Invalid(_("Ask in at most %(most)s characters.") % {"most": LONGEST})
    kept = Exchange.objects.within(caller).own(caller).filter(id=asking.id).first()
    if kept:
        return iter([Piece(whole=kept.answer, citations=said_of(kept), exchange=kept)])
    path = studied_path(caller, asking.path_id)
    spend("tutor", f"{caller.person_id}", capacity=30, per_seconds=600)
    return _answered(_begun(caller, replace(asking, question=question), path), time.monotonic())


def whole_answer(caller: Caller, asking: Asking) -> Exchange:
    """For doors that wait for all of it."""
    *_pieces, last = ask_tutor(caller, asking)
    assert last.exchange is not None
    return last.exchange


def _begun(caller: Caller, asking: Asking, path: Path) -> _Turn:
    item = _item(caller, path, asking.item_id)
    documents = list(path.sources.values_list("document_id", flat=True))
    quoted = answer_sentences(caller, asking.question, documents)
    content = item.asks if item else None
    solution = (*content.answers, *(c.text for c in content.choices if c.is_right)) if content else ()
    solution = (*solution, *(gap[0] for gap in content.gaps if gap)) if content else ()
    situation = Situation(
        has_open_attempt=asking.attempt_open and item is not None,
        solution=solution,
        prompt=content.prompt if content else "",
        hints=content.hints if content else (),
        hints_given=max(0, asking.hints_given),
        covered=1.0 if quoted.is_covered else quoted.coverage,
    )
    return _Turn(caller, asking, path, item, policy_of(path), situation, quoted.passages, quoted)


def _answered(turn: _Turn, began: float) -> Iterator[Piece]:
    decision = decide(turn.policy, turn.situation, turn.asking.question)
    try:
        yield from _told(turn, decision)
    except GeneratorExit:  # the student has left in the middle: what they were shown is kept, as broken off
        turn.answer, turn.outcome = without_faults(turn.answer, ()), Outcome.INTERRUPTED
        _kept(turn, decision, began)
        raise
    yield Piece(citations=tuple(turn.citations), exchange=_kept(turn, decision, began))


def _told(turn: _Turn, decision: Decision) -> Iterator[Piece]:
    match decision.verb:
        case Verb.ALERT:
            yield from _plainly(turn, whom_to_turn_to(), Outcome.ALERTED)
        case Verb.REDIRECT:
            yield from _plainly(turn, str(NOT_COVERED), Outcome.UNCOVERED)
        case Verb.WITHHOLD:
            yield from _hinted(turn, decision)
        case _:
            yield from _taught(turn, decision)


def _taught(turn: _Turn, decision: Decision) -> Iterator[Piece]:
    if decision.answering is Answering.HINT and decision.hint:
        yield from _hinted(turn, decision)
    elif capabilities_of(turn.caller.organisation_id).generates:
        yield from _generated(turn, decision)
    elif turn.situation.has_open_attempt:
        yield from _hinted(turn, decision)
    else:
        yield from _quoted(turn)


def _plainly(turn: _Turn, words: str, outcome: Outcome) -> Iterator[Piece]:
    turn.answer, turn.outcome = words, outcome
    yield Piece(text=words)


def _hinted(turn: _Turn, decision: Decision) -> Iterator[Piece]:
    """The teacher's hint, else where to read; never the words that hold the solution."""
    words = decision.hint
    if not words and turn.passages:
        place = turn.passages[0]
        words = _("Read page %(page)s of “%(title)s” again, then try.") % {"page": place.page, "title": place.title}
    yield from _plainly(turn, words or _("Try first: say what you know, then look at what is missing."), Outcome.GUIDED)


def _quoted(turn: _Turn) -> Iterator[Piece]:
    """Without a model: where the course speaks of it, and its very words. It never pretends to more."""
    if not turn.quoted.is_covered:
        yield from _plainly(turn, str(NOT_COVERED), Outcome.UNCOVERED)
        return
    turn.citations = [Cited.of(quotation) for quotation in turn.quoted.quotations]
    yield from _plainly(turn, _("Your course speaks of this here:"), Outcome.QUOTED)
    yield Piece(citations=tuple(turn.citations))


def _generated(turn: _Turn, decision: Decision) -> Iterator[Piece]:
    """As it comes, each quotation once it was found on a page; words that no page says lose their marks.

    A red flag ends it: the review withholds what was said.
    """
    parts = {
        "passages": "\n\n".join(f"[{n}] p. {p.page} «{p.text}»" for n, p in enumerate(turn.passages, 1)),
        "level": turn.path.level or "-",
        "objectives": turn.path.objectives[:1000] or "-",
        "answering": decision.answering.value if decision.answering else Answering.DEFINITION.value,
        "open": turn.situation.prompt if turn.situation.has_open_attempt else "-",
    }
    broke, told = False, ""
    guarded = turn.situation.has_open_attempt  # held back until it is sure that the solution is not in it
    held = Held(lambda words: bool(cite_words(turn.caller, words, turn.passages)))
    for event in ask(turn.caller, TASK, PROMPT, turn.asking.question, parts):
        if isinstance(event, Words):
            told += event.text
            if alarm_at_end(told):
                break  # the word that makes it is not shown, and nothing more is asked for
            if not guarded:
                turn.answer = told
                yield Piece(text=held.feed(event.text))
        elif isinstance(event, Interrupted):
            broke = True
            yield Piece(interrupted=True)
        elif isinstance(event, Done):
            turn.provider, broke = event.provider, broke and not event.is_whole
    if not told.strip():
        yield from _quoted(turn)
        return
    yield from _reviewed(turn, told, broke)


def _reviewed(turn: _Turn, told: str, broke: bool) -> Iterator[Piece]:
    after = review_answer(turn.policy, turn.situation, told)
    if after.verb is Verb.WITHHOLD:
        yield Piece(whole="")
        yield from _hinted(turn, after)
        return
    turn.citations = cite(turn.caller, told, turn.passages)
    turn.answer = without_faults(told, [cited.text for cited in turn.citations])
    turn.outcome = Outcome.INTERRUPTED if broke else Outcome.ANSWERED
    if not turn.citations:
        yield from _unsupported(turn)
        return
    yield Piece(whole=turn.answer, citations=tuple(turn.citations))


def _unsupported(turn: _Turn) -> Iterator[Piece]:
    """A model that quotes nothing of the course is not believed: its passages are shown in its place."""
    yield Piece(whole="")
    yield from _quoted(turn)


def _kept(turn: _Turn, decision: Decision, began: float) -> Exchange:
    asking = turn.asking
    headings = [passage.heading for passage in turn.passages if passage.heading]
    weight = complexity(asking.question, headings, turn.quoted.coverage)
    exchange = Exchange(
        id=asking.id,
        organisation_id=turn.caller.organisation_id,
        person_id=turn.caller.person_id,
        path=turn.path,
        step_id=turn.item.step_id if turn.item else _step_id(turn.path, asking.step_id),
        item=turn.item,
        question=asking.question,
        answer=turn.answer,
        outcome=turn.outcome,
        citations=[cited.kept() for cited in turn.citations],
        complexity=weight.level,
        parts=_parts(weight),
        coverage=turn.quoted.coverage,
        provider=turn.provider,
        milliseconds=round(1000 * (time.monotonic() - began)),
    )
    try:
        with transaction.atomic():
            exchange.save(force_insert=True)
            announce(turn.caller, QuestionAsked(turn.path.id, exchange.id, exchange.complexity, exchange.outcome))
            if decision.verb is Verb.ALERT:
                announce(turn.caller, AdultAlerted(turn.path.id, exchange.id))
    except IntegrityError as error:  # asked twice at once: what was kept first stands
        return _known(turn.caller, asking.id, error)
    return exchange


def _known(caller: Caller, exchange_id: UUID, error: IntegrityError) -> Exchange:
    found: Exchange | None = Exchange.objects.within(caller).own(caller).filter(id=exchange_id).first()
    if found is None:
        raise Conflict(_("This id is taken. Make a new one.")) from error
    return found


def _parts(weight: Complexity) -> dict[str, object]:
    return {"length": weight.length, "concepts": list(weight.concepts), "bloom": weight.bloom, "doubt": weight.doubt}


def _item(caller: Caller, path: Path, item_id: UUID | None) -> Item | None:
    if item_id is None:
        return None
    found: Item | None = Item.objects.within(caller).accepted().filter(step__path=path, id=item_id).first()
    if found is None:
        raise NotFound(_("There is no such question, or it is not for you."))
    return found


def _step_id(path: Path, step_id: UUID | None) -> UUID | None:
    return step_id if step_id and Step.objects.filter(path=path, id=step_id).exists() else None
