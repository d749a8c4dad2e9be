"""A student's own: what they study, answered, remember and asked."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from lyceum.domains.learning.actions.answering import Answer, _due, _items, _one_at_a_time
from lyceum.domains.learning.actions.answering import _known as known_answers
from lyceum.domains.learning.actions.asking import Asking, _item, _known, ask_tutor
from lyceum.domains.learning.actions.learner import _begun_paths, forget_learner
from lyceum.domains.learning.actions.learner import _own as own_learner
from lyceum.domains.learning.actions.remembering import remember
from lyceum.domains.learning.actions.replying import pass_on
from lyceum.domains.learning.actions.revision import _own as own_revision
from lyceum.domains.learning.actions.revision import revision_to_change
from lyceum.domains.learning.models import Exam, Exchange, Item, Learner, Memory, Path, Review, Revision, Step
from lyceum.domains.learning.queries.asking import _done, _fresh, _shortlists, _with_due, due_memories
from lyceum.domains.learning.queries.exchanges import own_exchanges
from lyceum.domains.learning.queries.exports import _schedules
from lyceum.domains.learning.queries.forecast import forecasts
from lyceum.domains.learning.queries.learner import learner_of, memory_told
from lyceum.domains.learning.queries.path import studied_paths
from lyceum.domains.learning.queries.progress import next_due
from lyceum.domains.learning.queries.shelf import _next_exams, studied_shelf
from lyceum.domains.learning.queries.sittings import sittings_of
from lyceum.domains.learning.queries.statements import Period, statements
from lyceum.domains.learning.queries.steering import steerings_of
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict
from tests.isolation.probes.learning_place import Course, learning


def _answer(at: Course) -> list[Answer]:
    return [Answer(new_identifier(), at.item.id, "That")]


def _asking(at: Course) -> Asking:
    return Asking(at.exchange.id, at.path.id, "What?")


def _all_today(at: Course) -> None:
    Review.objects.update(answered_at=timezone.now())


def _one_more(at: Course) -> None:
    """A question that the caller has not met."""
    Item.objects.filter(id=at.draft.id).update(state="accepted")


def _ended(at: Course) -> None:
    Revision.objects.update(ended_at=at.review.answered_at)


def _all_tomorrow(at: Course) -> None:
    Memory.objects.update(due_on=timezone.now().date() + timedelta(days=2))


def _remembered(at: Course) -> list[Any]:
    """After an answer that comes later than one given after it."""
    said = {"given": {}, "fraction": 1, "is_right": True, "rating": 3}
    answered_at = timezone.now() - timedelta(days=9)
    late = Review(organisation=at.path.organisation, revision=at.revision, person_id=at.me, item=at.item, **said)
    late.answered_at = answered_at
    remember(at.caller, at.path, [late], {at.item.id: at.item})
    return list(Memory.objects.filter(person=at.me, item=at.item).values_list("reviews", "stability"))


learning(
    "actions.answering._known",
    lambda at: known_answers(at.caller, [Answer(at.review.id, at.item.id, "That")]),
    moved=(Review,),
    given=(Review,),
)
learning("actions.answering._items", lambda at: _items(at.caller, at.path.id, _answer(at)), moved=(Item,))
learning("actions.answering._one_at_a_time", lambda at: _one_at_a_time(at.caller), twins=(Learner,), others=(Learner,))
learning("actions.answering._due", lambda at: _due(at.caller, {at.item.id}), moved=(Memory,), given=(Memory,))
learning(
    "actions.asking.ask_tutor",
    lambda at: [piece.whole for piece in ask_tutor(at.caller, _asking(at))],
    moved=(Exchange,),
    given=(Exchange,),
    refused=Conflict,
)
learning(
    "actions.asking._known",
    lambda at: _known(at.caller, at.exchange.id, IntegrityError()),
    moved=(Exchange,),
    given=(Exchange,),
)
learning("actions.asking._item", lambda at: _item(at.caller, at.path, at.item.id), moved=(Item,))
learning("actions.learner._own", lambda at: own_learner(at.caller), twins=(Learner,), others=(Learner,))
learning(
    "actions.learner.forget_learner", lambda at: forget_learner(at.caller).fitted_on, twins=(Review,), others=(Review,)
)
learning("actions.learner._begun_paths", lambda at: _begun_paths(at.caller), moved=(Memory,), given=(Memory,))
learning(
    "actions.remembering.remember", _remembered, moved=(Memory,), given=(Memory,), twins=(Review,), others=(Review,)
)
learning(
    "actions.replying.pass_on", lambda at: pass_on(at.caller, at.exchange.id), moved=(Exchange,), given=(Exchange,)
)
learning(
    "actions.revision.revision_to_change",
    lambda at: revision_to_change(at.caller, at.revision.id),
    moved=(Revision,),
    given=(Revision,),
)
learning(
    "actions.revision._own",
    lambda at: own_revision(at.caller, at.revision.id),
    moved=(Revision,),
    given=(Revision,),
)
learning("queries.asking.due_memories", lambda at: due_memories(at.caller), moved=(Memory,), given=(Memory,))
learning(
    "queries.asking._fresh",
    lambda at: _fresh(at.caller, at.path, None, 9),
    first=_one_more,
    twins=(Item,),
    moved=(Memory,),
    given=(Memory,),
)
learning(
    "queries.asking._done",
    lambda at: _done(at.caller),
    first=_all_today,
    moved=(Review,),
    given=(Review,),
)
learning(
    "queries.exchanges.own_exchanges",
    lambda at: own_exchanges(at.caller, at.path),
    moved=(Exchange,),
    given=(Exchange,),
)
learning(
    "queries.forecast.forecasts",
    lambda at: forecasts(at.caller, at.path),
    twins=(Item,),
    moved=(Memory,),
    given=(Memory,),
)
learning("queries.learner.learner_of", lambda at: learner_of(at.caller).goals, moved=(Learner,), given=(Learner,))
learning(
    "queries.learner.memory_told", lambda at: memory_told(at.caller), moved=(Memory, Review), given=(Memory, Review)
)
learning("queries.path.studied_paths", lambda at: studied_paths(at.caller), moved=(Path,))
learning(
    "queries.progress.next_due",
    lambda at: next_due(at.caller, at.path),
    first=_all_tomorrow,
    moved=(Memory,),
    given=(Memory,),
)
learning("queries.shelf._next_exams", lambda at: _next_exams(at.caller, [at.path.id]), moved=(Exam,))
learning(
    "queries.shelf.studied_shelf",
    lambda at: studied_shelf(at.caller),
    moved=(Step,),
    refused=KeyError,  # its memories belong to no step of the path
)
learning(
    "queries.sittings.sittings_of",
    lambda at: sittings_of(at.caller, at.path),
    moved=(Revision,),
    given=(Revision,),
)
learning(
    "queries.asking._with_due", lambda at: [vars(one)["due"] for one in _with_due(at.caller, [at.path])], moved=(Path,)
)
learning("queries.asking._shortlists", lambda at: _shortlists(at.caller, at.steerings), moved=(Path,))
learning("queries.steering.steerings_of", lambda at: steerings_of(at.caller, [at.path]), moved=(Exam,))
learning(
    "queries.exports._schedules",
    lambda at: _schedules(at.caller, at.path),
    moved=(Review, Memory),
    given=(Review, Memory),
)
learning(
    "queries.statements.statements",
    lambda at: statements(at.student, at.path.id, Period())[1],
    first=_ended,
    moved=(Review,),
    given=(Review,),
    twins=(Revision,),
    others=(Revision,),
)
